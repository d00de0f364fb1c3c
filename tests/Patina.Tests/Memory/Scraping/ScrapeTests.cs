using Patina.Memory;
using Patina.Memory.Scraping;

namespace Patina.Tests.Memory.Scraping;

public sealed class ScrapeTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly ScrapedProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Run_FirstTime_AddsEverything()
    {
        var report = _project.With("a.code", "def one\ndef two\n").With("b/c.code", "def three\n").Run();

        Assert.Equal([new KindReport(ScrapeKind.Code, Added: 2, Changed: 0, Removed: 0, Unchanged: 0)], report.Kinds);
        Assert.True(report.HasChanges);
        Assert.Equal(3, report.Counts!.Symbols);
        Assert.Equal(["a.code: def one", "a.code: def two", "b/c.code: def three"], _project.Titles());
    }

    [Fact]
    public void Run_NothingChanged_ParsesNothing()
    {
        var scraper = new LineScraper();
        _project.Scrapers = [scraper];
        _project.With("a.code", "def one\n").Run();
        var before = DatabaseDump.Of(_project.Layout);

        var report = _project.Run();

        Assert.Equal([new KindReport(ScrapeKind.Code, 0, 0, 0, Unchanged: 1)], report.Kinds);
        Assert.False(report.HasChanges);
        Assert.Equal(1, scraper.Scraped);
        Assert.Equal(before, DatabaseDump.Of(_project.Layout));
    }

    [Fact]
    public void Run_EditedFile_ReplacesItsRowsOnly()
    {
        _project.With("a.code", "def one\ndef two\n").With("b.code", "def three\n").Run();

        var report = _project.With("a.code", "def one\ndef four\n").Run();

        Assert.Equal([new KindReport(ScrapeKind.Code, 0, Changed: 1, 0, Unchanged: 1)], report.Kinds);
        Assert.Equal(["a.code: def four", "a.code: def one", "b.code: def three"], _project.Titles());
    }

    [Fact]
    public void Run_EditWithSameSizeAndTime_IsSeen()
    {
        // What an editor does that saves twice within one tick of the file system's clock.
        var path = Path.Combine(_project.Repository.Root, "a.code");
        _project.With("a.code", "def one\n");
        var time = File.GetLastWriteTimeUtc(path);
        _project.Run();
        _project.With("a.code", "def two\n");
        File.SetLastWriteTimeUtc(path, time);

        _project.Run();

        Assert.Equal(["a.code: def two"], _project.Titles());
    }

    [Fact]
    public void Run_OldFileWithNewTime_IsNotParsedAgain()
    {
        var scraper = new LineScraper();
        _project.Scrapers = [scraper];
        var path = Path.Combine(_project.Repository.Root, "a.code");
        _project.With("a.code", "def one\n");
        File.SetLastWriteTimeUtc(path, LongAgo);
        _project.Run();
        File.SetLastWriteTimeUtc(path, LongAgo.AddDays(1));

        var report = _project.Run();

        Assert.Equal(1, scraper.Scraped);
        Assert.False(report.HasChanges);
    }

    [Fact]
    public void Run_OldFileUntouched_IsNotEvenRead()
    {
        var path = Path.Combine(_project.Repository.Root, "a.code");
        _project.With("a.code", "def one\n");
        File.SetLastWriteTimeUtc(path, LongAgo);
        _project.Run();
        _project.With("a.code", "def two\n"); // same size; the time is put back: by design not seen
        File.SetLastWriteTimeUtc(path, LongAgo);

        _project.Run();

        Assert.Equal(["a.code: def one"], _project.Titles());
    }

    [Fact]
    public void Run_DeletedFile_LosesItsRows()
    {
        _project.With("a.code", "def one\n").With("b.code", "def two\n").Run();
        _project.Delete("a.code");

        var report = _project.Run();

        Assert.Equal([new KindReport(ScrapeKind.Code, 0, 0, Removed: 1, Unchanged: 1)], report.Kinds);
        Assert.Equal(["b.code: def two"], _project.Titles());
        Assert.Equal(1, report.Counts!.Events);
    }

    [Theory]
    [InlineData("b.code")]
    [InlineData("deep/er/a.code")]
    [InlineData("A.code")]
    public void Run_MovedFile_HasTheNewPath(string target)
    {
        _project.With("a.code", "def one\n").Run();
        _project.Move("a.code", target);

        _project.Run();

        Assert.Equal([$"{target}: def one"], _project.Titles());
    }

    [Fact]
    public void Run_AnyWayToAState_GivesTheSameDatabase()
    {
        _project.With("a.code", "def one\ncall two\n").With("b.code", "def three\n").With("c.code", "def gone\n").Run();
        _project.With("a.code", "def one\ncall three\n").With("d.code", "def two\n");
        _project.Delete("c.code");
        _project.Run();
        var incremental = DatabaseDump.Of(_project.Layout, withNumbers: false);
        using var direct = new ScrapedProject();
        direct.With("a.code", "def one\ncall three\n").With("b.code", "def three\n").With("d.code", "def two\n").Run();

        Assert.Equal(DatabaseDump.Of(direct.Layout, withNumbers: false), incremental);
        using var left = _project.Open();
        using var right = direct.Open();
        Assert.Equal(right.Fingerprint(), left.Fingerprint());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Run_AnyNumberOfThreads_GivesTheSameDatabase(int threads)
    {
        using var other = new ScrapedProject();
        foreach (var i in Enumerable.Range(0, 60))
        {
            _project.With($"f{i}.code", $"def f{i}\ncall f{i + 1}\n");
            other.With($"f{i}.code", $"def f{i}\ncall f{i + 1}\n");
        }

        _project.Run(new ScrapeOptions { Threads = threads });
        other.Run(new ScrapeOptions { Threads = 3 });

        Assert.Equal(DatabaseDump.Of(other.Layout), DatabaseDump.Of(_project.Layout));
    }

    [Fact]
    public void Run_Full_ReadsAllAgain()
    {
        var scraper = new LineScraper();
        _project.Scrapers = [scraper];
        _project.With("a.code", "def one\n").Run();

        var report = _project.Run(new ScrapeOptions { Full = true });

        Assert.Equal(2, scraper.Scraped);
        Assert.Equal([new KindReport(ScrapeKind.Code, 0, Changed: 1, 0, 0)], report.Kinds);
    }

    [Fact]
    public void Run_NewScraperVersion_ReadsAllAgain()
    {
        var path = Path.Combine(_project.Repository.Root, "a.code");
        _project.With("a.code", "def one\n");
        File.SetLastWriteTimeUtc(path, LongAgo);
        _project.Run();
        var newer = new LineScraper { Version = 2 };
        _project.Scrapers = [newer];

        _project.Run();

        Assert.Equal(1, newer.Scraped);
    }

    [Fact]
    public void Run_OneKind_LeavesTheOthers()
    {
        _project.Scrapers = [new LineScraper(".guide", ScrapeKind.Docs), new LineScraper()];
        _project.With("a.code", "def one\n").With("a.guide", "def guide\n").Run();
        _project.Delete("a.code");
        _project.Delete("a.guide");

        var report = _project.Run(new ScrapeOptions { Kinds = new HashSet<ScrapeKind> { ScrapeKind.Docs } });

        Assert.Equal([new KindReport(ScrapeKind.Docs, 0, 0, Removed: 1, 0)], report.Kinds);
        Assert.Equal(["a.code: def one"], _project.Titles());
    }

    [Fact]
    public void Run_FileChangesOwner_IsStoredOnce()
    {
        _project.With("a.code", "def one\n").Run();
        _project.Scrapers = [new LineScraper(".code", ScrapeKind.Docs), new LineScraper()];

        _project.Run();

        using var database = _project.Open();
        Assert.Equal(["a.code"], database.Sources(ScrapeKind.Docs));
        Assert.Empty(database.Sources(ScrapeKind.Code));
        Assert.Single(_project.Titles());
    }

    [Fact]
    public void Run_DryRun_ListsAndWritesNothing()
    {
        _project.With("a.code", "def one\n").With("key.pem", "secret\n").With("nul.code", "a\0b");

        var report = _project.Run(new ScrapeOptions { DryRun = true });

        Assert.Equal([new PlannedFile("a.code", ScrapeKind.Code)], report.Planned);
        Assert.Equal(
            [("key.pem", OmissionReason.Secret), ("nul.code", OmissionReason.NotText)],
            report.Omissions.Select(omission => (omission.Path, omission.Reason)));
        Assert.False(Directory.Exists(_project.Layout.PatinaFolder));
    }

    [Fact]
    public void Run_FileThatTurnsSecret_LosesItsRows()
    {
        _project.With("a.code", "def one\n").Run();

        var report = _project.With("a.code", "-----BEGIN RSA PRIVATE KEY-----\nabc\n").Run();

        Assert.Empty(_project.Titles());
        Assert.Equal(OmissionReason.Secret, Assert.Single(report.Omissions).Reason);
    }

    [Fact]
    public void Run_ScraperThatFails_NamesTheFile()
    {
        _project.Scrapers = [new LineScraper { BeforeScrape = _ => throw new FormatException("bad") }];
        _project.With("a.code", "def one\n");

        var failure = Assert.Throws<InvalidOperationException>(() => _project.Run());

        Assert.StartsWith("a.code: ", failure.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(failure.InnerException);
    }

    [Fact]
    public void Run_NoSuchFolder_SaysSo()
    {
        var layout = new ProjectLayout(Path.Combine(_project.Repository.Root, "missing"));

        var failure = Assert.Throws<MemoryException>(() => Scrape.Run(layout, new ScrapeOptions(), null, CancellationToken.None));

        Assert.Equal(MemoryError.BadProject, failure.Reason);
        Assert.False(Directory.Exists(layout.Root));
    }

    [Fact]
    public void Run_EmptyRepository_MakesAnEmptyMemory()
    {
        var report = _project.Run();

        Assert.Equal(0, report.Counts!.Sources);
        Assert.Empty(_project.Titles());
    }

    [Fact]
    public void Run_Memory_StaysOutOfGit()
    {
        _project.With("a.code", "def one\n").Run();

        Assert.Equal("a.code", _project.Repository.Run("ls-files", "--others", "--exclude-standard"));
    }
}
