using System.Text.Json;
using Patina.Cli.Benchmarks;
using Patina.Tests.Eval;

namespace Patina.Tests.Cli;

/// <summary><c>bench models</c> on the model that comes along and on a checkpoint whose graphs are made first.</summary>
public sealed class BenchModelsTests : IDisposable
{
    private readonly LaterProject _project = new();
    private readonly TemporaryFolder _home = new();

    public void Dispose()
    {
        _project.Dispose();
        _home.Dispose();
    }

    [Fact]
    public void BenchModels_TableAndCheckpoint_AreMeasuredOnceAndKept()
    {
        using var checkpoint = ModelProject.Checkpoint();

        var first = Json(0, "bench", "models", "patina-static-v0", checkpoint.Folder, "e5-base-v2");
        var second = Json(0, "bench", "models", "patina-static-v0", checkpoint.Folder, "e5-base-v2");

        Assert.Equal(
            ["patina-static-v0 static ", $"{checkpoint.Folder} onnx fp32", $"{checkpoint.Folder} onnx int8"],
            first.GetProperty("rows").EnumerateArray().Select(NameOf));
        var skipped = Assert.Single(first.GetProperty("skipped").EnumerateArray());
        Assert.Equal("e5-base-v2", skipped.GetProperty("model").GetString());
        Assert.Contains("patina model pull e5-base-v2", skipped.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.All(first.GetProperty("rows").EnumerateArray(), IsComplete);
        Assert.Equal([false, false, false], first.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("speed_kept").GetBoolean()));

        double[] cosines = [.. first.GetProperty("rows").EnumerateArray().Skip(1).Select(row => row.GetProperty("lowest_cosine_to_fp32").GetDouble())];
        Assert.Equal(1, cosines[0]);
        Assert.InRange(cosines[1], 0.9, 0.999999);

        Assert.All(second.GetProperty("planned").EnumerateArray(), row => Assert.True(row.GetProperty("finished").GetBoolean()));
        foreach (var (row, kept) in first.GetProperty("rows").EnumerateArray().Zip(second.GetProperty("rows").EnumerateArray()))
        {
            Assert.True(kept.GetProperty("speed_kept").GetBoolean() && kept.GetProperty("quality_kept").GetBoolean());
            Assert.Equal(row.GetProperty("speed").GetRawText(), kept.GetProperty("speed").GetRawText());
            Assert.Equal(row.GetProperty("quality").GetRawText(), kept.GetProperty("quality").GetRawText());
            Assert.Equal(
                row.TryGetProperty("lowest_cosine_to_fp32", out var before) ? before.GetDouble() : -1,
                kept.TryGetProperty("lowest_cosine_to_fp32", out var after) ? after.GetDouble() : -1);
        }

        var history = Patina("bench", "history");
        Assert.Equal(0, history.ExitCode);
        Assert.Contains("texts/s", history.Out, StringComparison.Ordinal);
        Assert.Contains("onnx int8", history.Out, StringComparison.Ordinal);
        var table = Patina("bench", "models", "patina-static-v0", "--quiet");
        Assert.Contains("alone: texts/s", table.Out, StringComparison.Ordinal);
        Assert.Contains("commits", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void BenchModels_Full_MeasuresAgainAndDryRunMeasuresNothing()
    {
        var planned = Json(0, "bench", "models", "patina-static-v0", "--no-quality", "--dry-run");
        Assert.False(Directory.Exists(Path.Combine(_project.Layout.PatinaFolder, "results")));
        Assert.True(Assert.Single(planned.GetProperty("planned").EnumerateArray()).GetProperty("estimated_seconds").GetDouble() > 0);

        var first = Patina("bench", "models", "patina-static-v0", "--no-quality");
        var again = Json(0, "bench", "models", "patina-static-v0", "--no-quality", "--full");

        Assert.Contains("1 row to measure, 0 kept from before; expected to take about", first.Error, StringComparison.Ordinal);
        var row = Assert.Single(again.GetProperty("rows").EnumerateArray());
        Assert.False(row.GetProperty("speed_kept").GetBoolean());
        Assert.False(row.TryGetProperty("quality", out _));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_project.Layout.PatinaFolder, "results")).Length);
    }

    [Fact]
    public void BenchModels_DamagedModel_IsNamedAndTheOthersAreMeasured()
    {
        using var damaged = ModelProject.Checkpoint();
        var weights = Path.Combine(damaged.Folder, "model.safetensors");
        File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..^100]);

        var result = Json(1, "bench", "models", damaged.Folder, "patina-static-v0", "--no-quality");

        Assert.Equal(["patina-static-v0 static "], result.GetProperty("rows").EnumerateArray().Select(NameOf));
        Assert.Equal([$"{damaged.Folder} onnx fp32", $"{damaged.Folder} onnx int8"], result.GetProperty("failed").EnumerateArray().Select(NameOf));
        Assert.All(result.GetProperty("failed").EnumerateArray(), row => Assert.Contains("model.safetensors", row.GetProperty("reason").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void SpeedTexts_ThreeLengths_AreLongerAndDifferFromTextToText()
    {
        double[] lengths = [.. SpeedTexts.All.Select(texts => texts.Take(0, 20).Average(text => text.Length))];

        Assert.Equal(["short", "medium", "long"], SpeedTexts.All.Select(texts => texts.Name));
        Assert.True(lengths[0] * 4 < lengths[1] && lengths[1] * 3 < lengths[2], string.Join(' ', lengths));
        Assert.All(SpeedTexts.All, texts => Assert.Equal(20, texts.Take(0, 20).Distinct().Count()));
        Assert.Equal(SpeedTexts.All[1].Take(3, 2), SpeedTexts.All[1].Take(0, 5).Skip(3));
    }

    private static string NameOf(JsonElement row) =>
        $"{row.GetProperty("model").GetString()} {row.GetProperty("runtime").GetString()} {(row.TryGetProperty("precision", out var precision) ? precision.GetString() : "")}";

    private static void IsComplete(JsonElement row)
    {
        var (speed, quality) = (row.GetProperty("speed"), row.GetProperty("quality"));
        var cost = speed.GetProperty("cost");
        Assert.True(cost.GetProperty("load_seconds").GetDouble() > 0);
        Assert.True(cost.GetProperty("peak_memory_bytes").GetInt64() > 10_000_000);
        Assert.True(cost.GetProperty("disk_bytes").GetInt64() > 1000);
        Assert.Equal(["short", "medium", "long"], speed.GetProperty("speed").EnumerateArray().Where(figure => figure.GetProperty("batch").GetInt32() == 1).Select(figure => figure.GetProperty("texts").GetString()));
        Assert.All(speed.GetProperty("speed").EnumerateArray(), figure => Assert.True(figure.GetProperty("tokens_per_second").GetDouble() > 0));
        Assert.True(speed.GetProperty("versions").TryGetProperty("dotnet", out _));
        Assert.Contains(quality.GetProperty("quality").EnumerateArray(), figure => figure.GetProperty("set").GetString() == "commits" && figure.GetProperty("ranking").GetString() == "fused");
        Assert.True(quality.GetProperty("cost").GetProperty("index_bytes").GetInt64() > 0);
    }

    private JsonElement Json(int exitCode, params string[] arguments)
    {
        var result = Patina([.. arguments, "--json", "--quiet"]);
        Assert.True(result.ExitCode == exitCode, result.Error);
        using var json = JsonDocument.Parse(result.Out);
        return json.RootElement.Clone();
    }

    private PatinaResult Patina(params string[] arguments) => PatinaProcess.Run(
        _project.Layout.Root,
        new Dictionary<string, string?>
        {
            ["HF_HOME"] = _home.Path,
            ["HF_HUB_CACHE"] = null,
            ["PATINA_HOME"] = _home.Path,
            ["PATINA_CACHE"] = _home.Path,
            ["PATINA_MODEL"] = null,
            ["PATINA_MLX_LIBRARY"] = null,
            ["PATINA_PROVIDER"] = null,
            ["PATINA_THREADS"] = null,
        },
        arguments);
}
