using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;

namespace Patina.Tests.Memory.Scraping;

/// <summary>Whatever ends a run, the memory is as the last complete step left it.</summary>
public sealed class InterruptedScrapeTests : IDisposable
{
    private const int Files = 160;

    private readonly ScrapedProject _project = new();

    public InterruptedScrapeTests()
    {
        foreach (var i in Enumerable.Range(0, Files))
            _project.With($"f{i:000}.code", $"def old{i}\n{new string('x', 300)}\n");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Run_CancelledHalfWay_LeavesTheStateBefore()
    {
        _project.Run();
        var before = DatabaseDump.Of(_project.Layout);
        Edit();
        using var cancel = new CancellationTokenSource();
        _project.Scrapers = [new LineScraper { BeforeScrape = path => CancelAt(path, cancel) }];

        Assert.ThrowsAny<OperationCanceledException>(() => _project.Run(cancellation: cancel.Token));

        Assert.Equal(before, DatabaseDump.Of(_project.Layout));
        AssertNextRunCompletes();
    }

    [Fact]
    public void Run_ScraperThatFailsHalfWay_LeavesTheStateBefore()
    {
        _project.Run();
        var before = DatabaseDump.Of(_project.Layout);
        Edit();
        _project.Scrapers = [new LineScraper { BeforeScrape = path => FailAt(path) }];

        Assert.Throws<InvalidOperationException>(() => _project.Run());

        Assert.Equal(before, DatabaseDump.Of(_project.Layout));
        AssertNextRunCompletes();
    }

    [Fact]
    public void Run_ProcessThatDies_LeavesTheStateBefore()
    {
        // The files on disk at one moment of a transaction are what a killed process leaves behind.
        _project.Run();
        var before = DatabaseDump.Of(_project.Layout);
        Edit(lines: 500); // more than the page cache holds, so that unfinished rows are in the log
        using var grave = new TemporaryFolder();
        var left = new ProjectLayout(grave.Path);
        _project.Scrapers = [new LineScraper { BeforeScrape = path => CopyAt(path, left) }];
        _project.Run(new ScrapeOptions { Threads = 1 });

        Assert.True(new FileInfo(left.DatabasePath + "-wal").Length > 1_000_000);
        Assert.Equal(before, DatabaseDump.Of(left));
        using var database = MemoryDatabase.Open(left);
        Assert.Equal(Files, database.Count().Sources);
    }

    [Fact]
    public void Run_FirstScrapeCancelled_LeavesAnEmptyMemory()
    {
        using var cancel = new CancellationTokenSource();
        _project.Scrapers = [new LineScraper { BeforeScrape = path => CancelAt(path, cancel) }];

        Assert.ThrowsAny<OperationCanceledException>(() => _project.Run(cancellation: cancel.Token));

        Assert.Empty(_project.Titles());
    }

    private void Edit(int lines = 1)
    {
        var text = string.Concat(Enumerable.Repeat(new string('y', 300) + "\n", lines));
        foreach (var i in Enumerable.Range(0, Files))
            _project.With($"f{i:000}.code", $"def new{i}\n{text}");
    }

    private void AssertNextRunCompletes()
    {
        _project.Scrapers = [new LineScraper()];
        Assert.Equal([new KindReport(ScrapeKind.Code, 0, Changed: Files, 0, 0)], _project.Run().Kinds);
    }

    private static void CancelAt(string path, CancellationTokenSource cancel)
    {
        if (path == "f100.code")
            cancel.Cancel();
    }

    private static void FailAt(string path)
    {
        if (path == "f100.code")
            throw new FormatException("bad file");
    }

    private void CopyAt(string path, ProjectLayout target)
    {
        if (path != "f150.code")
            return;
        Directory.CreateDirectory(target.DataFolder);
        foreach (var ending in (string[])["", "-wal"])
        {
            using var source = new FileStream(_project.Layout.DatabasePath + ending, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = File.Create(target.DatabasePath + ending);
            source.CopyTo(copy);
        }
    }
}
