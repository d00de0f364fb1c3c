using Patina.Memory.Chunks;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage.Reading;

/// <summary>Reads chunks. Not thread-safe.</summary>
public sealed class ChunkReader
{
    private const string Columns =
        "key, kind, path, start_line, end_line, title, symbol, session, timestamp, head, text";

    private readonly SqliteSession _session;
    private SqliteStatement? _byKey;
    private SqliteStatement? _textByKey;

    internal ChunkReader(SqliteSession session) => _session = session;

    /// <summary>Null when there is no such chunk.</summary>
    public Chunk? Find(ChunkKey key)
    {
        _byKey ??= _session.Prepare($"SELECT {Columns} FROM chunk WHERE key = ?");
        _byKey.Bind(key.Value);
        if (!_byKey.Step())
            return null;
        var chunk = Read(_byKey);
        _byKey.Reset();
        return chunk;
    }

    /// <summary>Head and text of a chunk; null when there is no such chunk.</summary>
    public (string Head, string Text)? FindText(ChunkKey key)
    {
        _textByKey ??= _session.Prepare("SELECT head, text FROM chunk WHERE key = ?");
        _textByKey.Bind(key.Value);
        if (!_textByKey.Step())
            return null;
        var found = (_textByKey.Text(0), _textByKey.Text(1));
        _textByKey.Reset();
        return found;
    }

    /// <summary>The chunks of these keys in their order; keys that are not stored are passed over.</summary>
    public IReadOnlyList<Chunk> Find(ReadOnlySpan<ChunkKey> keys)
    {
        var chunks = new List<Chunk>(keys.Length);
        foreach (var key in keys)
        {
            if (Find(key) is { } chunk)
                chunks.Add(chunk);
        }

        return chunks;
    }

    /// <summary>The chunks of one file in the order of its lines.</summary>
    public IEnumerable<Chunk> OfPath(string path)
    {
        using var statement = _session.Prepare($"SELECT {Columns} FROM chunk WHERE path = ? ORDER BY start_line, key");
        statement.Bind(path);
        while (statement.Step())
            yield return Read(statement);
    }

    /// <summary>All chunks without their text, in ascending order of keys.</summary>
    public IEnumerable<ChunkInfo> Infos()
    {
        using var statement = _session.Prepare("SELECT key, kind, path, start_line, hash FROM chunk ORDER BY key");
        while (statement.Step())
        {
            yield return new ChunkInfo(
                new ChunkKey(statement.Int64(0)), (ChunkKind)statement.Int32(1), statement.Text(2), statement.Int32(3), statement.Blob(4).ToArray());
        }
    }

    /// <summary>All chunks, in ascending order of keys, one at a time.</summary>
    public IEnumerable<Chunk> All()
    {
        using var statement = _session.Prepare($"SELECT {Columns} FROM chunk ORDER BY key");
        while (statement.Step())
            yield return Read(statement);
    }

    /// <summary>All chunks by path and place in the file, one at a time.</summary>
    public IEnumerable<Chunk> AllByPath()
    {
        using var statement = _session.Prepare($"SELECT {Columns} FROM chunk ORDER BY path, start_line, end_line, key");
        while (statement.Step())
            yield return Read(statement);
    }

    /// <summary>The keys that a filter admits, for searches elsewhere.</summary>
    public IReadOnlySet<ChunkKey> Keys(ChunkFilter filter)
    {
        var keys = new HashSet<ChunkKey>();
        using var statement = _session.Prepare("SELECT key, kind, path FROM chunk WHERE ?1 IS NULL OR kind = ?1");
        statement.Bind((long?)filter.Kind);
        while (statement.Step())
        {
            if (filter.Admits((ChunkKind)statement.Int32(1), statement.Text(2)))
                keys.Add(new ChunkKey(statement.Int64(0)));
        }

        return keys;
    }

    internal void Dispose()
    {
        _byKey?.Dispose();
        _textByKey?.Dispose();
    }

    private static Chunk Read(SqliteStatement row) => new()
    {
        Key = new ChunkKey(row.Int64(0)),
        Kind = (ChunkKind)row.Int32(1),
        Path = row.Text(2),
        StartLine = row.Int32(3),
        EndLine = row.Int32(4),
        Title = row.Text(5),
        Symbol = row.NullableText(6),
        Session = row.NullableText(7),
        Timestamp = row.NullableInt64(8),
        Head = row.Text(9),
        Text = row.Text(10),
    };
}
