using Patina.Memory.Chunks;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage.Reading;

/// <summary>How many of everything a memory holds.</summary>
public sealed record MemoryCounts
{
    public required long Sources { get; init; }

    public required long Events { get; init; }

    /// <summary>Kinds without a chunk are absent.</summary>
    public required IReadOnlyDictionary<ChunkKind, long> Chunks { get; init; }

    public required long Symbols { get; init; }

    public required long Calls { get; init; }

    /// <summary>Calls whose definition in this repository is known.</summary>
    public required long ResolvedCalls { get; init; }

    public required long Commits { get; init; }

    public required long Tags { get; init; }

    public required long NoteItems { get; init; }

    internal static MemoryCounts Of(SqliteSession session)
    {
        var chunks = new Dictionary<ChunkKind, long>();
        using (var statement = session.Prepare("SELECT kind, count(*) FROM chunk GROUP BY kind"))
        {
            while (statement.Step())
                chunks[(ChunkKind)statement.Int32(0)] = statement.Int64(1);
        }

        long Rows(string table) => session.Int64($"SELECT count(*) FROM {table}") ?? 0;
        return new MemoryCounts
        {
            Sources = Rows("source"),
            Events = Rows("eventlog"),
            Chunks = chunks,
            Symbols = Rows("symbol"),
            Calls = Rows("call"),
            ResolvedCalls = Rows("call WHERE target IS NOT NULL"),
            Commits = Rows("commit_info"),
            Tags = Rows("tag"),
            NoteItems = Rows("note"),
        };
    }
}
