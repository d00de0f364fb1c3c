using System.Text.Json;

namespace Patina.Tests.Cli;

public sealed class ScrapeCommandTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Scrape_NewProject_SaysWhatItRead()
    {
        var result = _project.Patina("scrape");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"(?m)^docs +1 +0 +0 +0$", result.Out);
        Assert.Matches(@"(?m)^notes +1 +0 +0 +0$", result.Out);
        Assert.Contains("2 commits", result.Out);
        Assert.DoesNotContain('\u001b', result.Out);
    }

    [Fact]
    public void Scrape_Again_FindsNothingNew()
    {
        _project.Patina("scrape");
        _project.Write("docs/guide.md", "# Guide\n\nOnly this.\n");

        using var json = JsonDocument.Parse(_project.Patina("scrape", "--json").Out);
        var kinds = json.RootElement.GetProperty("kinds");

        Assert.Equal(1, kinds.GetProperty("docs").GetProperty("changed").GetInt32());
        Assert.Equal(0, kinds.GetProperty("docs").GetProperty("new").GetInt32());
        Assert.Equal(0, kinds.GetProperty("git").GetProperty("new").GetInt32());
        Assert.Equal(1, kinds.GetProperty("notes").GetProperty("unchanged").GetInt32());
        Assert.Equal(2, json.RootElement.GetProperty("memory").GetProperty("commits").GetInt32());
    }

    [Fact]
    public void Scrape_OneKind_LeavesTheOthersAlone()
    {
        using var json = JsonDocument.Parse(_project.Patina("scrape", "docs", "--json").Out);

        Assert.Equal(["docs"], json.RootElement.GetProperty("kinds").EnumerateObject().Select(kind => kind.Name));
        Assert.Equal(0, json.RootElement.GetProperty("memory").GetProperty("commits").GetInt32());
    }

    [Fact]
    public void DryRun_ListsFilesAndReasonsAndWritesNothing()
    {
        _project.Write(".env", "TOKEN=x\n");

        var result = _project.Patina("scrape", "--dry-run");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("docs      docs/guide.md", result.Out);
        Assert.Contains("left out  .env  secret", result.Out);
        Assert.False(Directory.Exists(Path.Combine(_project.Path, ".patina")));
    }

    [Fact]
    public void Quiet_PrintsNothing()
    {
        var result = _project.Patina("scrape", "--quiet");

        Assert.Equal(new PatinaResult(0, "", ""), result);
    }

    [Fact]
    public void Directory_IsTheProjectItself()
    {
        using var elsewhere = new TemporaryFolder();

        var result = PatinaProcess.Run(elsewhere.Path, "scrape", "-C", _project.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.True(File.Exists(Path.Combine(_project.Path, ".patina", "data", "patina.db")));
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere.Path));
    }

    [Fact]
    public void CurrentFolder_BelowTheRepository_MeansTheRepository()
    {
        var result = PatinaProcess.Run(Path.Combine(_project.Path, "src"), "scrape", "docs");

        Assert.Equal(0, result.ExitCode);
        Assert.True(File.Exists(Path.Combine(_project.Path, ".patina", "data", "patina.db")));
    }

    [Fact]
    public void UnknownKind_NamesTheKinds()
    {
        var result = _project.Patina("scrape", "cod");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'cod'", result.Error);
        Assert.Contains("'code'", result.Error);
    }

    [Fact]
    public void BadRecipe_IsNamedWithFileAndLine()
    {
        _project.Write(".patina/oxidize.yaml", "version: 2\nembeding_model: patina-static-v0\n");

        var result = _project.Patina("scrape");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.StartsWith("patina: .patina/oxidize.yaml:2:1: ", result.Error);
        Assert.Contains("embedding_model", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Fact]
    public void TwoAtOnce_BothEndWellWithOneResult()
    {
        using var first = PatinaProcess.Start(_project.Path, new Dictionary<string, string?>(), "scrape", "--quiet");
        using var second = PatinaProcess.Start(_project.Path, new Dictionary<string, string?>(), "scrape", "--quiet");

        Assert.Equal(0, PatinaProcess.Finish(first).ExitCode);
        Assert.Equal(0, PatinaProcess.Finish(second).ExitCode);
        Assert.Contains("2 commits", _project.Patina("scrape").Out);
    }
}
