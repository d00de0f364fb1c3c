using Patina.Memory.Events;
using Patina.Memory.Scraping;
using Patina.Memory.Scraping.Files;
using Patina.Memory.Storage.Reading;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage;

/// <summary>
/// The one writer of a project's memory. Everything between <see cref="Begin"/> and <see cref="Commit"/> becomes visible
/// at once or, after a crash, not at all. Not thread-safe.
/// </summary>
internal sealed class MemoryWriter : IDisposable
{
    private readonly WriteLock _lock;
    private readonly SqliteSession _session;
    private readonly IReadOnlyList<IScraper> _scrapers;
    private readonly HashSet<long> _changedSources = [];
    private readonly HashSet<string> _changedNames = new(StringComparer.Ordinal);

    private SourceTable _sources = null!;
    private EventTable _events = null!;
    private DerivedTables _derived = null!;
    private CallResolver _calls = null!;
    private SqliteTransaction? _transaction;

    private MemoryWriter(WriteLock held, SqliteSession session, IReadOnlyList<IScraper> scrapers)
    {
        _lock = held;
        _session = session;
        _scrapers = scrapers;
    }

    /// <summary>Takes the write lock, then opens the database or makes it; derived tables of an older version are rebuilt.</summary>
    /// <param name="scrapers">Who turns events into rows again.</param>
    /// <param name="timeout">How long to wait for another process.</param>
    /// <param name="progress">Told when that has lasted a second, and how far a rebuild is.</param>
    public static MemoryWriter Open(
        ProjectLayout layout, IReadOnlyList<IScraper> scrapers, TimeSpan timeout,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        DataFolder.Create(layout);
        var held = WriteLock.Acquire(
            layout, timeout, () => progress?.Report(new StageProgress(ScrapeStages.Waiting, 0, 0)), cancellation);
        SqliteSession? session = null;
        try
        {
            DataFolder.KeepOutOfGit(layout);
            session = SqliteSession.Open(layout.DatabasePath, create: true, timeout);
            var writer = new MemoryWriter(held, session, scrapers);
            writer.Prepare(progress, cancellation);
            return writer;
        }
        catch
        {
            session?.Dispose();
            held.Dispose();
            throw;
        }
    }

    public List<StoredSource> Sources() => _sources.Read();

    public MemoryCounts Count() => MemoryCounts.Of(_session);

    public void Begin() => _transaction = _session.BeginWrite();

    /// <summary>Adds a source or replaces the one of its name, with all its rows.</summary>
    /// <param name="existing">What is stored under the name; null when nothing is.</param>
    public void Replace(StoredSource? existing, ScrapeKind kind, byte[] hash, FileStamp stamp, PreparedSource prepared)
    {
        if (existing is not null)
            DeleteRows(existing);
        var id = _sources.Save(kind, prepared.Name, hash, stamp);
        _events.Insert(prepared.Name, prepared.Events);
        Insert(id, prepared);
    }

    public void Remove(StoredSource source)
    {
        DeleteRows(source);
        _sources.Delete(source.Id);
    }

    public void Touch(StoredSource source, FileStamp stamp) => _sources.Touch(source.Id, stamp);

    /// <summary>A value of <c>meta</c>; null when there is none.</summary>
    public string? Meta(string key)
    {
        using var statement = _session.Prepare("SELECT value FROM meta WHERE key = ?");
        return statement.Bind(key).Step() ? statement.Text(0) : null;
    }

    public void SetMeta(string key, string value)
    {
        using var statement = _session.Prepare("INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value");
        statement.Bind(key).Bind(value).Run();
    }

    /// <summary>Links the calls that the change touched, and makes the change visible.</summary>
    public void Commit()
    {
        _calls.Resolve(_changedSources, _changedNames);
        _changedSources.Clear();
        _changedNames.Clear();
        _transaction!.Commit();
        _transaction = null;
    }

    /// <summary>Drops every derived table and makes it again from the event log.</summary>
    public void Rebuild(IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        CloseTables();
        Begin();
        try
        {
            DatabaseSetup.RecreateDerived(_session);
            OpenTables();
            var sources = _sources.Read();
            for (var done = 0; done < sources.Count; done++)
            {
                cancellation.ThrowIfCancellationRequested();
                Insert(sources[done].Id, Prepare(sources[done]));
                progress?.Report(new StageProgress(ScrapeStages.Rebuilding, done + 1, sources.Count));
            }

            Commit();
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    public void Dispose()
    {
        Rollback();
        CloseTables();
        _session.Dispose();
        _lock.Dispose();
    }

    private void Prepare(IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        _session.Execute("PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY");
        var current = DatabaseSetup.Prepare(_session);
        _session.Execute("PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864");
        if (current)
            OpenTables();
        else
            Rebuild(progress, cancellation);
    }

    private PreparedSource Prepare(StoredSource source)
    {
        var events = _events.Read(source.Name);
        return PreparedSource.From(source.Name, events, OwnerOf(source, events));
    }

    private IScraper OwnerOf(StoredSource source, List<MemoryEvent> events)
    {
        var ofKind = _scrapers.Where(scraper => scraper.Kind == source.Kind);
        return ofKind.FirstOrDefault(scraper => events.Count == 0 || scraper.Owns(events[0].Type))
            ?? throw new MemoryException(
                MemoryError.BadDatabase,
                $"{_session.Path}: no scraper knows event type '{events.FirstOrDefault().Type}' of {source.Name}. "
                + "A newer Patina wrote it: update Patina, or delete the file and run 'patina scrape'.");
    }

    private void DeleteRows(StoredSource source)
    {
        _events.Delete(source.Name);
        _derived.Delete(source.Id, _changedNames);
        _changedSources.Add(source.Id);
    }

    private void Insert(long id, PreparedSource prepared)
    {
        try
        {
            _derived.Insert(id, prepared);
        }
        catch (InvalidOperationException failed)
        {
            throw new InvalidOperationException($"{prepared.Name}: its rows cannot be stored: {failed.Message}", failed);
        }

        _changedSources.Add(id);
        _changedNames.UnionWith(prepared.Rows.Symbols.Select(symbol => symbol.Name));
    }

    private void Rollback()
    {
        _transaction?.Dispose();
        _transaction = null;
        _changedSources.Clear();
        _changedNames.Clear();
    }

    private void OpenTables()
    {
        _sources = new SourceTable(_session);
        _events = new EventTable(_session);
        _derived = new DerivedTables(_session);
        _calls = new CallResolver(_session);
    }

    private void CloseTables()
    {
        _sources?.Dispose();
        _events?.Dispose();
        _derived?.Dispose();
        _calls?.Dispose();
    }
}
