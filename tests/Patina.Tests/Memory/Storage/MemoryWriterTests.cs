using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;
using Patina.Memory.Storage.Sqlite;
using Patina.Tests.Memory.Scraping;

namespace Patina.Tests.Memory.Storage;

public sealed class MemoryWriterTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly ScrapedProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Open_WhileAnotherWrites_SaysBusyAfterTheTimeout()
    {
        using var first = Open(Long);

        var failure = Assert.Throws<MemoryException>(() => Open(TimeSpan.FromMilliseconds(100)));

        Assert.Equal(MemoryError.Busy, failure.Reason);
    }

    [Fact]
    public void Open_WhileAnotherWrites_TellsAndWaits()
    {
        var first = Open(Long);
        var told = new List<string>();

        using var second = Open(Long, new Listener(progress =>
        {
            told.Add(progress.Stage);
            first.Dispose();
        }));

        Assert.Equal([ScrapeStages.Waiting], told);
        Assert.Empty(second.Sources());
    }

    [Fact]
    public void Open_Cancelled_StopsWaiting()
    {
        using var first = Open(Long);
        using var cancel = new CancellationTokenSource(100);

        Assert.ThrowsAny<OperationCanceledException>(() => MemoryWriter.Open(_project.Layout, _project.Scrapers, Long, null, cancel.Token));
    }

    [Fact]
    public void Run_WhileAForeignProgramWrites_SaysBusy()
    {
        _project.With("a.code", "def one\n").Run();
        using var foreign = SqliteSession.Open(_project.Layout.DatabasePath, create: true);
        using var transaction = foreign.BeginWrite();
        _project.With("a.code", "def two\n");

        var failure = Assert.Throws<MemoryException>(() => _project.Run(new ScrapeOptions { LockTimeout = TimeSpan.FromMilliseconds(100) }));

        Assert.Equal(MemoryError.Busy, failure.Reason);
        Assert.Equal(["a.code: def one"], _project.Titles());
    }

    [Fact]
    public void Open_ManyAtOnceOnNothing_AllSucceed()
    {
        AtOnce(8, _ => Open(Long).Dispose());

        using var database = _project.Open();
        Assert.Equal(0, database.Count().Sources);
    }

    [Fact]
    public void Run_TwoAtOnce_BothEndWithTheSameMemory()
    {
        foreach (var i in Enumerable.Range(0, 50))
            _project.With($"f{i}.code", $"def f{i}\n");
        var reports = new ScrapeReport[2];

        AtOnce(2, i => reports[i] = _project.Run());

        Assert.Equal([0, 50], reports.Select(report => report.Kinds[0].Added).Order());
        Assert.Equal(50, _project.Titles().Count);
    }

    [Fact]
    public void Reader_DuringATransaction_SeesTheStateBefore()
    {
        _project.With("a.code", "def one\n").Run();
        using var writer = Open(Long);
        writer.Begin();
        foreach (var source in writer.Sources())
            writer.Remove(source);

        using var database = _project.Open();
        Assert.Equal(1, database.Count().Sources);
        writer.Commit();
        Assert.Equal(0, database.Count().Sources);
    }

    [Fact]
    public void Snapshot_DuringACommit_KeepsItsState()
    {
        _project.With("a.code", "def one\n").Run();
        using var database = _project.Open();
        using (database.Snapshot())
        {
            Assert.Equal(1, database.Count().Sources);
            _project.Delete("a.code");
            _project.Run();

            Assert.Equal(1, database.Count().Sources);
        }

        Assert.Equal(0, database.Count().Sources);
    }

    [Fact]
    public void Rebuild_DerivedTables_GivesTheSameRows()
    {
        _project.Scrapers = [new LineScraper(".guide", ScrapeKind.Docs), new LineScraper()];
        _project.With("a.code", "def T.one\ncall two\nimport b two\n").With("b.code", "def two\ncall T.one\n").With("c.guide", "text\n").Run();
        _project.With("a.code", "def T.one\ncall two\nimport b two\ndef three\n").Run();
        var before = DatabaseDump.Of(_project.Layout);
        using (var session = SqliteSession.Open(_project.Layout.DatabasePath, create: true))
            session.Execute("DELETE FROM chunk; UPDATE symbol SET name = 'x'; DELETE FROM call; DELETE FROM chunk_fts");

        using (var writer = Open(Long))
            writer.Rebuild(progress: null, CancellationToken.None);

        Assert.Equal(before, DatabaseDump.Of(_project.Layout));
    }

    [Fact]
    public void Open_DerivedTablesDropped_MakesThemAgain()
    {
        _project.With("a.code", "def T.one\ncall two\nimport b two\n").With("b.code", "def two\ncall T.one\n").Run();
        var before = DatabaseDump.Of(_project.Layout);
        using (var session = SqliteSession.Open(_project.Layout.DatabasePath, create: true))
        {
            foreach (var table in Schema.DerivedTables)
                session.Execute($"DROP {(table == "co_change" ? "VIEW" : "TABLE")} \"{table}\"");
        }

        Assert.Equal(MemoryError.NeedsScrape, Assert.Throws<MemoryException>(_project.Open).Reason);

        Open(Long).Dispose();

        Assert.Equal(before, DatabaseDump.Of(_project.Layout));
    }

    [Fact]
    public void Open_DerivedTablesOfAnOlderVersion_AreMadeAgain()
    {
        _project.With("a.code", "def one\n").Run();
        var before = DatabaseDump.Of(_project.Layout);
        using (var session = SqliteSession.Open(_project.Layout.DatabasePath, create: true))
            session.Execute("DROP TABLE chunk; CREATE TABLE chunk (old TEXT); CREATE VIEW old AS SELECT 1; PRAGMA user_version = 0");
        Assert.Equal(MemoryError.NeedsScrape, Assert.Throws<MemoryException>(_project.Open).Reason);

        Open(Long).Dispose();

        Assert.Equal(before, DatabaseDump.Of(_project.Layout));
    }

    [Fact]
    public void Rebuild_EventOfAnUnknownType_ChangesNothing()
    {
        _project.With("a.code", "def one\n").Run();
        var before = DatabaseDump.Of(_project.Layout);
        _project.Scrapers = [new LineScraper(".guide", ScrapeKind.Docs)];

        using (var writer = Open(Long))
        {
            var failure = Assert.Throws<MemoryException>(() => writer.Rebuild(null, CancellationToken.None));
            Assert.Equal(MemoryError.BadDatabase, failure.Reason);
        }

        Assert.Equal(before, DatabaseDump.Of(_project.Layout));
    }

    private static void AtOnce(int count, Action<int> work) =>
        Task.WaitAll(Enumerable.Range(0, count)
            .Select(i => Task.Factory.StartNew(() => work(i), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray());

    private MemoryWriter Open(TimeSpan timeout, IProgress<StageProgress>? progress = null) =>
        MemoryWriter.Open(_project.Layout, _project.Scrapers, timeout, progress, CancellationToken.None);

    private sealed class Listener(Action<StageProgress> report) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => report(value);
    }
}
