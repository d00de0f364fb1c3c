using Patina.Memory.Chunks;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;

namespace Patina.Tests.Memory.Scraping;

/// <summary>The scrapers of Patina together, on a small project of every kind.</summary>
public sealed class AllScrapersTests : IDisposable
{
    private readonly ScrapedProject _project = new() { Scrapers = Patina.Memory.Scraping.Scrapers.All([]) };

    public AllScrapersTests()
    {
        _project.With("src/a.py", "import b\n\ndef run():\n    \"\"\"Runs.\"\"\"\n    return helper(1)\n");
        _project.With("src/b.py", "def helper(x):\n    return x\n");
        _project.With("docs/guide.md", "# Guide\n\nHow to run.\n");
        _project.With("layer/sessions/20250101-120000.md", "# Session: First\n**ID**: 20250101-120000\n\n## Decisions\n- Use Python\n");
        _project.With("settings.conf", "verbose = true\n");
        _project.With("empty.py", "");
        _project.Repository.Commit("feat: begin");
        _project.With("src/b.py", "def helper(x):\n    return x + 1\n");
        _project.Repository.Commit("fix: add one");
        _project.Repository.Run("tag", "v1");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Run_EveryKind_IsStored()
    {
        var report = _project.Run();

        Assert.Equal(
            [
                new KindReport(ScrapeKind.Code, Added: 3, 0, 0, 0), new KindReport(ScrapeKind.Git, Added: 4, 0, 0, 0), // two commits, tag, head
                new KindReport(ScrapeKind.Notes, Added: 1, 0, 0, 0), new KindReport(ScrapeKind.Docs, Added: 1, 0, 0, 0),
            ],
            report.Kinds);
        Assert.Equal(Enum.GetValues<ChunkKind>().Order(), report.Counts!.Chunks.Keys.Order());
        Assert.Equal((2, 1), (report.Counts.Commits, report.Counts.Tags));
        Assert.Equal([("empty.py", OmissionReason.Empty)], report.Omissions.Select(omission => (omission.Path, omission.Reason)));
        using var database = _project.Open();
        var run = Assert.Single(database.Symbols.Named("run"));
        var target = Assert.Single(database.Symbols.Callees(run)).Target;
        Assert.Equal("src/b.py", database.Symbols.Find(target!.Value)!.Path);
    }

    [Fact]
    public void Run_Again_ChangesNothing()
    {
        _project.Run();
        var before = DatabaseDump.Of(_project.Layout);

        Assert.False(_project.Run().HasChanges);
        Assert.Equal(before, DatabaseDump.Of(_project.Layout));
    }

    [Fact]
    public void Rebuild_EveryKind_GivesTheSameRows()
    {
        _project.Run();
        var before = DatabaseDump.Of(_project.Layout);

        using (var writer = MemoryWriter.Open(_project.Layout, _project.Scrapers, TimeSpan.FromMinutes(1), null, CancellationToken.None))
            writer.Rebuild(progress: null, CancellationToken.None);

        Assert.Equal(before, DatabaseDump.Of(_project.Layout));
    }

    [Fact]
    public void Run_Full_GivesTheSameRows()
    {
        _project.Run();
        var before = DatabaseDump.Of(_project.Layout, withNumbers: false);

        var report = _project.Run(new ScrapeOptions { Full = true });

        Assert.Equal([3, 4, 1, 1], report.Kinds.Select(kind => kind.Changed));
        Assert.Equal(before, DatabaseDump.Of(_project.Layout, withNumbers: false));
    }

    [Fact]
    public void Run_RepositoryThatIsGone_KeepsItsHistory()
    {
        _project.Run();
        Directory.Move(Path.Combine(_project.Repository.Root, ".git"), Path.Combine(_project.Repository.Root, "no.git"));

        var report = _project.Run(new ScrapeOptions { Full = true, Kinds = new HashSet<ScrapeKind> { ScrapeKind.Git } });

        Directory.Move(Path.Combine(_project.Repository.Root, "no.git"), Path.Combine(_project.Repository.Root, ".git"));
        Assert.Single(report.Notices);
        Assert.Equal(2, report.Counts!.Commits);
    }
}
