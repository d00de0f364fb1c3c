using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Patina.Eval.Results;
using Patina.Memory;
using Patina.Oxidize.Evaluation;
using Patina.Report.Page;
using Patina.Tests.Cli;

namespace Patina.Tests.Report;

public sealed partial class ReportPageTests
{
    private static readonly string Peers = Path.Combine(Repository.Root, "tests", "peers");

    [Fact]
    public void Write_HostileNames_LeavesNoMarkupOfTheProject()
    {
        var page = Page(50);

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.Equal(4, Regex.Count(page, "<script"));
        Assert.Equal(4, Regex.Count(page, "</script>"));
        Assert.Contains("tea &quot;&gt;&lt;img src=x", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnyReport_NamesNoOtherPlace()
    {
        var page = Page(50);

        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.All(Link().Matches(page), link => Assert.StartsWith("#", link.Groups[1].Value, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void Write_InChromium_IsUsedWithMouseAndKeyboardInLightAndDark()
    {
        var result = Open(Page(2_000), out _);

        Assert.Equal("[]", result.GetProperty("errors").GetRawText());
        Assert.Equal("[]", result.GetProperty("requests").GetRawText());
        Assert.Equal(0, result.GetProperty("dialogs").GetInt32());
        foreach (var scheme in new[] { "light", "dark" })
        {
            var seen = result.GetProperty(scheme);
            Assert.Equal((false, 0, 0), (seen.GetProperty("wide").GetBoolean(), seen.GetProperty("unnamed").GetInt32(), seen.GetProperty("strangers").GetInt32()));
            Assert.Contains(SampleReport.Hostile, seen.GetProperty("tip").GetString(), StringComparison.Ordinal);
            Assert.Equal("199 of 2,000 match", seen.GetProperty("found").GetString());
            Assert.Equal(50, seen.GetProperty("matches").GetInt32());
            Assert.Contains("chunk 10", seen.GetProperty("chosen").GetString(), StringComparison.Ordinal);
            Assert.Equal(10, seen.GetProperty("legend").GetArrayLength());
            Assert.StartsWith("chunk ", seen.GetProperty("middle").GetString(), StringComparison.Ordinal);
        }

        Assert.NotEqual(result.GetProperty("light").GetProperty("background").GetString(), result.GetProperty("dark").GetProperty("background").GetString());
    }

    [SkippableFact]
    public void Write_MostPoints_AreAllDrawnAndFound()
    {
        var result = Open(Page(200_000), out _);

        Assert.Equal("[]", result.GetProperty("errors").GetRawText());
        Assert.Equal("19,999 of 200,000 match", result.GetProperty("light").GetProperty("found").GetString());
    }

    [Fact]
    public void Report_ProjectWithoutVectors_SaysWhatToRun()
    {
        using var project = new SampleProject();
        project.Patina("scrape");

        var text = project.Patina("report");
        var page = project.Patina("report", "-o", "out/report.html");

        Assert.Equal((0, 0), (text.ExitCode, page.ExitCode));
        Assert.Contains("run: patina oxidize", text.Out, StringComparison.Ordinal);
        Assert.Contains("There are no vectors yet", File.ReadAllText(Path.Combine(project.Path, "out", "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_ProjectWithVectors_HasMapGrowthAndCache()
    {
        using var project = new SampleProject();
        project.Patina("quickstart", "how is water boiled");

        var text = project.Patina("report");
        using var json = JsonDocument.Parse(project.Patina("report", "--json").Out);
        project.Patina("report", "-o", "report.html");

        Assert.Matches(@"(?m)^git +▁* *[▁-█]* +2$", text.Out);
        var cache = Assert.Single(json.RootElement.GetProperty("caches").EnumerateArray());
        Assert.Equal(cache.GetProperty("texts").GetInt32(), cache.GetProperty("known").GetInt32());
        Assert.Contains("<canvas id=\"map\"", File.ReadAllText(Path.Combine(project.Path, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_ProjectWithResults_ShowsThemAndAdviceCountsOnThem()
    {
        using var project = new SampleProject();
        project.Patina("scrape");
        var interval = new Interval(0.3, 0.4, 0.5);
        new ResultStore(new ProjectLayout(project.Path)).Add(new MeasuredResult
        {
            Date = DateTimeOffset.UnixEpoch,
            Patina = "0.1.0",
            Hardware = Hardware.OfThisMachine(),
            Project = new ProjectRecord("tea", 4, 9),
            Model = "e5-base-v2",
            Runtime = "onnx",
            Dimension = 768,
            Quality = [new QualityFigure { Set = "commits", Ranking = "fused", Queries = 412, Sources = 90, Candidates = 900, First = interval, Mrr = interval, RecallAt5 = interval, RecallAt10 = interval, NdcgAt10 = interval }],
            Speed = [new SpeedFigure("medium", 1, 20, 4000), new SpeedFigure("medium", 32, 123, 30_000)],
        });

        var text = project.Patina("report").Out;
        using var json = JsonDocument.Parse(project.Patina("model", "recommend", "--json").Out);

        Assert.Matches(@"e5-base-v2 +onnx +50\.00 +123\.0", text);
        Assert.Matches(@"commits \(412\) +e5-base-v2 +fused +0\.400 \[0\.300, 0\.500\] +0\.400 +0\.400 +0\.400 +0\.400", text);
        var advice = json.RootElement.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("model").GetString() == "e5-base-v2");
        Assert.Equal("measured", advice.GetProperty("texts_per_second_source").GetString());
        Assert.Equal("MRR 0.400 [0.300, 0.500] on 412 questions (commits)", advice.GetProperty("quality").GetString());
    }

    private static string Page(int points)
    {
        using var page = new StringWriter();
        ReportPage.Write(page, SampleReport.Of(points), new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        return page.ToString();
    }

    private static JsonElement Open(string page, out string screenshots)
    {
        Skip.IfNot(Directory.Exists(Path.Combine(Peers, "node_modules", "playwright-core")), "playwright-core is not installed: npm ci in tests/peers.");
        var chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        Skip.If(chromium is null, "there is no Chromium: apt-get install chromium.");
        using var folder = new TemporaryFolder();
        screenshots = Environment.GetEnvironmentVariable("PATINA_SCREENSHOTS") ?? folder.Path;
        var start = new ProcessStartInfo("node", ["report.mjs", folder.Write("report.html", page), screenshots, chromium!])
        {
            WorkingDirectory = Peers,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return JsonDocument.Parse(output).RootElement;
    }

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Link();
}
