using System.Text.Json;

namespace Patina.Tests.Cli;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void NothingScraped_IsAWarningWithTheCommandThatRepairsIt()
    {
        var result = _project.Patina("doctor");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"warning +memory +this project has not been scraped yet\r?\n +→ patina scrape", result.Out);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void EditedFile_IsAWarning()
    {
        _project.Patina("scrape");
        _project.Write("docs/guide.md", "# Other\n");
        _project.Write("docs/new.md", "# New\n");

        var check = Checks(_project.Patina("doctor", "--json")).Single(check => check.Name == "up_to_date");

        Assert.Equal(("up_to_date", "warning", "files: 1 new, 1 changed", "patina scrape"), check);
    }

    [Fact]
    public void NewCommit_IsAWarning()
    {
        _project.Patina("scrape");
        _project.Write("LICENSE.md", "# Free\n");
        _project.Commit("docs: a licence");
        _project.Patina("scrape", "docs");

        var check = Checks(_project.Patina("doctor", "--json")).Single(check => check.Name == "up_to_date");

        Assert.Equal(("up_to_date", "warning", "the history has moved on", "patina scrape"), check);
    }

    [Fact]
    public void DamagedDatabase_IsAProblem()
    {
        _project.Patina("scrape");
        var database = Path.Combine(_project.Path, ".patina", "data", "patina.db");
        File.Delete(database + "-wal");
        File.WriteAllText(database, "this is no database, and it is long enough to be read as one by a program that looks at its header");

        var result = _project.Patina("doctor", "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("problem", Checks(result).Single(check => check.Name == "memory").Health);
    }

    [Fact]
    public void EverythingDone_IsWell()
    {
        _project.Patina("scrape");
        _project.Patina("oxidize");

        var result = _project.Patina("doctor", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["git", "sqlite", "kernels", "recipe", "model", "memory", "up_to_date", "vectors", "lock"],
            Checks(result).Select(check => check.Name));
        Assert.All(Checks(result), check => Assert.Equal("ok", check.Health));
    }

    [Fact]
    public void ScrapedSinceOxidized_IsAWarning()
    {
        _project.Patina("scrape");
        _project.Patina("oxidize");
        _project.Write("docs/guide.md", "# Other\n");
        _project.Patina("scrape");

        var result = _project.Patina("doctor", "--json");

        Assert.Equal(1, result.ExitCode);
        var check = Checks(result).Single(check => check.Name == "vectors");
        Assert.Equal(("warning", "patina oxidize"), (check.Health, check.Repair));
    }

    [Fact]
    public void DamagedIndex_IsAProblem()
    {
        _project.Patina("scrape");
        _project.Patina("oxidize");
        var index = Assert.Single(Directory.GetFiles(
            Path.Combine(_project.Path, ".patina", "data", "embeddings"), "base.usearch", SearchOption.AllDirectories));
        var bytes = File.ReadAllBytes(index);
        bytes[^1] ^= 1;
        File.WriteAllBytes(index, bytes);

        var result = _project.Patina("doctor", "--json");

        Assert.Equal(2, result.ExitCode);
        var check = Checks(result).Single(check => check.Name == "vectors");
        Assert.Equal(("problem", "patina oxidize --full"), (check.Health, check.Repair));
    }

    [Fact]
    public void LockOfOtherVectors_IsAWarning()
    {
        _project.Patina("scrape");
        _project.Patina("oxidize");
        File.AppendAllText(Path.Combine(_project.Path, ".patina", "oxidize.lock"), "chunks = 1\n");

        var result = _project.Patina("doctor", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("warning", Checks(result).Single(check => check.Name == "lock").Health);
    }

    private static List<(string Name, string Health, string Message, string? Repair)> Checks(PatinaResult result)
    {
        using var json = JsonDocument.Parse(result.Out);
        return [.. json.RootElement.GetProperty("checks").EnumerateArray().Select(check => (
            check.GetProperty("check").GetString()!,
            check.GetProperty("health").GetString()!,
            check.GetProperty("message").GetString()!,
            check.TryGetProperty("repair", out var repair) ? repair.GetString() : null))];
    }
}
