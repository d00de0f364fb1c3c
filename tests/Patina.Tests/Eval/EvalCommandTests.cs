using System.Text.Json;
using Patina.Eval.Results;
using Patina.Oxidize.Evaluation;
using Patina.Tests.Cli;

namespace Patina.Tests.Eval;

public sealed class EvalCommandTests
{
    [Fact]
    public void Eval_BelowTheLimit_PrintsTheRowsAndExitsWith1()
    {
        using var project = new LaterProject();

        var result = PatinaProcess.Run(project.Layout.Root, "eval", "--quiet", "--no-save", "--fail-under", "commits:random:first=1");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("15 later commits from 15 sources", result.Out, StringComparison.Ordinal);
        Assert.Contains("commits  random  first 0", result.Out, StringComparison.Ordinal);
        Assert.Contains("expected 1.000: below the limit", result.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(project.Layout.PatinaFolder, "results")));
    }

    [Fact]
    public void Eval_AsJson_KeepsAResultThatIsABaselineAndHistory()
    {
        using var project = new LaterProject();

        var first = PatinaProcess.Run(project.Layout.Root, "eval", "--json", "--quiet");
        var kept = Assert.Single(Directory.GetFiles(Path.Combine(project.Layout.PatinaFolder, "results")));
        var second = PatinaProcess.Run(project.Layout.Root, "eval", "--json", "--quiet", "--no-save", "--baseline", kept);
        var history = PatinaProcess.Run(project.Layout.Root, "bench", "history");

        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, history.ExitCode));
        using var json = JsonDocument.Parse(second.Out);
        Assert.Equal(0, json.RootElement.GetProperty("fell").GetArrayLength());
        Assert.Contains(json.RootElement.GetProperty("sets").EnumerateArray(), set => set.GetProperty("set").GetString() == "comments");
        Assert.Equal(FiguresOf(first.Out), FiguresOf(second.Out));
        Assert.Contains("patina-static-v0", history.Out, StringComparison.Ordinal);
        Assert.Contains("bm25", history.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_BaselineThatWasBetter_ExitsWith1AndNamesTheRows()
    {
        using var project = new LaterProject();
        Assert.Equal(0, PatinaProcess.Run(project.Layout.Root, "eval", "--quiet").ExitCode);
        var kept = Assert.Single(Directory.GetFiles(Path.Combine(project.Layout.PatinaFolder, "results")));
        var earlier = ResultFile.Read(kept);
        var perfect = new Interval(1, 1, 1);
        var row = earlier.Quality!.First(figure => figure.Ranking != "random" && figure.First.High < 1 && figure.Mrr.High < 1);
        File.WriteAllBytes(kept, ResultFile.ToBytes(earlier with
        {
            Quality =
            [
                .. earlier.Quality!.Select(figure => figure == row ? figure with { First = perfect, Mrr = perfect } : figure),
                earlier.Quality![0] with { Set = "gone", Ranking = "fused" },
            ],
        }));

        var fallen = PatinaProcess.Run(project.Layout.Root, "eval", "--quiet", "--no-save", "--baseline", kept);
        using var json = JsonDocument.Parse(PatinaProcess.Run(project.Layout.Root, "eval", "--json", "--quiet", "--no-save", "--baseline", kept).Out);

        Assert.Equal(1, fallen.ExitCode);
        Assert.Contains($"patina-static-v0  {row.Set}  {row.Ranking}  mrr", fallen.Out, StringComparison.Ordinal);
        Assert.Contains("gone  fused  mrr -, expected", fallen.Out, StringComparison.Ordinal);
        Assert.Equal(
            [$"{row.Set} {row.Ranking} first", $"{row.Set} {row.Ranking} mrr", "gone fused mrr"],
            json.RootElement.GetProperty("fell").EnumerateArray()
                .Select(fell => $"{fell.GetProperty("set").GetString()} {fell.GetProperty("ranking").GetString()} {fell.GetProperty("metric").GetString()}"));
    }

    [Fact]
    public void Eval_BadCondition_ExitsWith1AndSaysWhatIsExpected()
    {
        using var project = new LaterProject();

        var result = PatinaProcess.Run(project.Layout.Root, "eval", "--fail-under", "speed=3");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("expected [SET:[RANKING:]]METRIC=VALUE", result.Error, StringComparison.Ordinal);
    }

    private static string FiguresOf(string output)
    {
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("results")[0].GetProperty("quality").GetRawText();
    }
}
