using System.Security.Cryptography;
using Patina.Memory.Scraping;
using Patina.Memory.Storage.Reading;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage;

/// <summary>
/// The memory of a project, opened for reading. Never blocks a writer and is never blocked by one: each read sees the last
/// complete state. Not thread-safe; open one per thread.
/// </summary>
public sealed class MemoryDatabase : IDisposable
{
    private readonly SqliteSession _session;

    private MemoryDatabase(SqliteSession session)
    {
        _session = session;
        Chunks = new ChunkReader(session);
        Text = new TextSearch(session);
        Symbols = new SymbolReader(session);
        History = new HistoryReader(session);
        Notes = new NoteReader(session);
    }

    public ChunkReader Chunks { get; }

    /// <summary>Full-text search over chunks.</summary>
    public TextSearch Text { get; }

    public SymbolReader Symbols { get; }

    public HistoryReader History { get; }

    public NoteReader Notes { get; }

    /// <exception cref="MemoryException"><see cref="MemoryError.NeedsScrape"/> without a database or with an outdated one.</exception>
    public static MemoryDatabase Open(ProjectLayout layout)
    {
        if (!File.Exists(layout.DatabasePath))
            throw DatabaseSetup.NothingYet(layout.DatabasePath);

        var session = SqliteSession.Open(layout.DatabasePath, create: false);
        try
        {
            DatabaseSetup.RequireReadable(session);
            return new MemoryDatabase(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Until it is disposed, every read sees the state of the first one. Keep it short: the log cannot shrink meanwhile.</summary>
    public IDisposable Snapshot() => _session.BeginRead();

    /// <summary>
    /// Which events this is: SHA-256 in lower-case hex over name and hash of every source in ordinal order of names.
    /// Equal for equal content, whatever the order or number of scrapes that led to it.
    /// </summary>
    public string Fingerprint()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var statement = _session.Prepare("SELECT name, hash FROM source ORDER BY name COLLATE BINARY");
        while (statement.Step())
        {
            digest.AppendData(statement.Blob(0));
            digest.AppendData([0, (byte)statement.Blob(1).Length]);
            digest.AppendData(statement.Blob(1));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>The log by months, the earliest first.</summary>
    public IReadOnlyList<LogGrowth> Growth() => LogGrowth.Of(_session);

    public MemoryCounts Count() => MemoryCounts.Of(_session);

    /// <summary>Names of the sources of one kind: paths, or <c>git:</c> names.</summary>
    public IReadOnlyList<string> Sources(ScrapeKind kind)
    {
        var names = new List<string>();
        using var statement = _session.Prepare("SELECT name FROM source WHERE kind = ? ORDER BY name COLLATE BINARY");
        statement.Bind((long)kind);
        while (statement.Step())
            names.Add(statement.Text(0));
        return names;
    }

    /// <summary>All sources, in the order in which they were first stored.</summary>
    internal List<StoredSource> StoredSources()
    {
        using var table = new SourceTable(_session);
        return table.Read();
    }

    public void Dispose()
    {
        Chunks.Dispose();
        _session.Dispose();
    }
}
