using Patina.Memory.Scraping;
using Patina.Memory.Scraping.Files;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage;

/// <summary>Rows of <c>source</c>.</summary>
internal sealed class SourceTable(SqliteSession session) : IDisposable
{
    private readonly SqliteStatement _select = session.Prepare(
        "SELECT id, kind, name, hash, size, mtime_ns FROM source ORDER BY id");

    private readonly SqliteStatement _upsert = session.Prepare(
        """
        INSERT INTO source (kind, name, hash, size, mtime_ns) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET
            kind = excluded.kind, hash = excluded.hash, size = excluded.size, mtime_ns = excluded.mtime_ns
        RETURNING id
        """);

    private readonly SqliteStatement _touch = session.Prepare("UPDATE source SET size = ?, mtime_ns = ? WHERE id = ?");

    private readonly SqliteStatement _delete = session.Prepare("DELETE FROM source WHERE id = ?");

    /// <summary>All sources, in the order in which they were first stored.</summary>
    public List<StoredSource> Read()
    {
        var sources = new List<StoredSource>();
        while (_select.Step())
        {
            sources.Add(new StoredSource(
                _select.Int64(0), (ScrapeKind)_select.Int32(1), _select.Text(2), _select.Blob(3).ToArray(),
                new FileStamp(_select.Int64(4), _select.Int64(5))));
        }

        return sources;
    }

    /// <summary>Adds the source or replaces the one of its name, which keeps its id.</summary>
    /// <returns>The id.</returns>
    public long Save(ScrapeKind kind, string name, ReadOnlySpan<byte> hash, FileStamp stamp)
    {
        _upsert.Bind((long)kind).Bind(name).Bind(hash).Bind(stamp.Size).Bind(stamp.ModifiedNanoseconds);
        _upsert.Step();
        var id = _upsert.Int64(0);
        _upsert.Reset(); // the row was written by the first step
        return id;
    }

    /// <summary>Notes a new size and time of an unchanged file.</summary>
    public void Touch(long id, FileStamp stamp) =>
        _touch.Bind(stamp.Size).Bind(stamp.ModifiedNanoseconds).Bind(id).Run();

    public void Delete(long id) => _delete.Bind(id).Run();

    public void Dispose()
    {
        _select.Dispose();
        _upsert.Dispose();
        _touch.Dispose();
        _delete.Dispose();
    }
}
