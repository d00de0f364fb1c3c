using System.Text.Json;

namespace Patina.Tests.Cli;

/// <summary>The way from nothing to an answer, as one types it.</summary>
public sealed class AnsweringCommandTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Quickstart_FromNothing_PrintsTheAnswer()
    {
        var result = _project.Patina("quickstart", "how is water heated");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"(?m)^ 1  src/kettle\.py:1-3$", result.Out);
        Assert.Matches(@"(?m)^scrape +\d", result.Error);
        Assert.Matches(@"(?m)^oxidize +\d", result.Error);
        Assert.True(File.Exists(Path.Combine(_project.Path, ".patina", "oxidize.yaml")));
    }

    [Fact]
    public void Quickstart_Json_IsTheOnlyThingOnStandardOutput()
    {
        var hit = FirstHit(_project.Patina("quickstart", "boil_water", "--json"));

        Assert.Equal("src/kettle.py", hit.GetProperty("path").GetString());
        Assert.Equal((1, 3), (hit.GetProperty("start_line").GetInt32(), hit.GetProperty("end_line").GetInt32()));
        Assert.Equal("boil_water", hit.GetProperty("symbol").GetString());
    }

    [Theory]
    [InlineData("code", "path", "src/teapot.py")]
    [InlineData("doc", "path", "docs/guide.md")]
    [InlineData("note", "session", "20260101-100000")]
    public void Scry_Kind_FindsOnlyThatKind(string kind, string property, string expected)
    {
        Prepare();

        var hit = FirstHit(_project.Patina("scry", "brewing tea in a pot", "--kind", kind, "--json"));

        Assert.Equal((kind, expected), (hit.GetProperty("kind").GetString(), hit.GetProperty(property).GetString()));
    }

    [Fact]
    public void Scry_Path_FindsOnlyThere()
    {
        Prepare();

        using var json = JsonDocument.Parse(_project.Patina("scry", "water", "--path", "docs/**", "--json").Out);

        var hits = json.RootElement.GetProperty("hits").EnumerateArray().ToList();
        Assert.NotEmpty(hits);
        Assert.All(hits, hit => Assert.Equal("docs/guide.md", hit.GetProperty("path").GetString()));
    }

    [Fact]
    public void Scry_File_NamesWhatChangesWithItAndTheCommit()
    {
        Prepare();

        var result = _project.Patina("scry", "--file", "docs/guide.md");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("src/teapot.py", result.Out);
        Assert.Contains("feat: brew tea in a pot", result.Out);
    }

    [Fact]
    public void Scry_BeforeScrapeAndBeforeOxidize_SaysWhatToRun()
    {
        var first = _project.Patina("scry", "water");
        _project.Patina("scrape");
        var second = _project.Patina("scry", "water");

        Assert.Equal((1, ""), (first.ExitCode, first.Out));
        Assert.Contains("Run 'patina scrape'.", first.Error);
        Assert.Equal((1, ""), (second.ExitCode, second.Out));
        Assert.Contains("Run: patina oxidize", second.Error);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("?")]
    [InlineData("NEAR(water")]
    [InlineData("water AND OR NOT")]
    [InlineData("a:b*c^d-e")]
    [InlineData("::()")]
    public void Scry_AnyInput_IsSafe(string question)
    {
        Prepare();

        var result = _project.Patina("scry", question);

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("defect", result.Error);
    }

    [Fact]
    public void Scry_EmptyProject_SaysThatThereIsNothing()
    {
        using var empty = new TemporaryFolder();
        PatinaProcess.Run(empty.Path, "scrape");
        PatinaProcess.Run(empty.Path, "oxidize");

        var result = PatinaProcess.Run(empty.Path, "scry", "water");

        Assert.Equal((0, ""), (result.ExitCode, result.Out));
        Assert.StartsWith("The memory is empty", result.Error);
    }

    [Fact]
    public void BenchRetrieval_Json_ScoresTheQuerySet()
    {
        Prepare();
        _project.Write("queries.json", """
            {"name": "tea", "queries": [
              {"id": "1", "query": "boil_water", "relevant_docs": ["src/kettle.py"]},
              {"id": "2", "query": "boil_water", "relevant_docs": ["src/nowhere.py"]}]}
            """);

        using var json = JsonDocument.Parse(_project.Patina("bench", "retrieval", "-q", "queries.json", "--json").Out);

        Assert.Equal(2, json.RootElement.GetProperty("queries").GetInt32());
        Assert.Equal(0.5, json.RootElement.GetProperty("mrr").GetDouble());
        Assert.Equal(0.5, json.RootElement.GetProperty("recall_at_10").GetDouble());
    }

    private void Prepare()
    {
        Assert.Equal(0, _project.Patina("scrape").ExitCode);
        Assert.Equal(0, _project.Patina("oxidize").ExitCode);
    }

    private static JsonElement FirstHit(PatinaResult result)
    {
        Assert.Equal(0, result.ExitCode);
        using var json = JsonDocument.Parse(result.Out);
        return json.RootElement.GetProperty("hits")[0].Clone();
    }
}
