using Patina.Memory.Chunks;
using Patina.Memory.Lexical;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage.Reading;

/// <summary>Full-text search over the terms of chunks, ranked by BM25. Not thread-safe.</summary>
public sealed class TextSearch
{
    /// <summary>The columns that carry a weight: path, symbol, head, body.</summary>
    public const int ColumnCount = 4;

    private readonly SqliteSession _session;

    internal TextSearch(SqliteSession session) => _session = session;

    /// <summary>Finds the best chunks for an expression.</summary>
    /// <param name="ftsQuery">As <see cref="LexicalAnalyzer.ToFtsQuery"/> makes it; the empty text finds nothing.</param>
    /// <param name="columnWeights">Weight of path, symbol, head and body, in this order; 0 leaves a column out of the score, not of the match.</param>
    /// <param name="limit">Hits at most.</param>
    /// <param name="filter">Which chunks may be returned; the limit counts after it. Null for all.</param>
    /// <returns>Best first; equal scores in ascending order of keys.</returns>
    public IReadOnlyList<TextHit> Search(
        string ftsQuery, ReadOnlySpan<double> columnWeights, int limit, ChunkFilter? filter = null)
    {
        if (columnWeights.Length != ColumnCount)
            throw new ArgumentException($"Expected {ColumnCount} weights, got {columnWeights.Length}.", nameof(columnWeights));
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (ftsQuery.Length == 0 || limit == 0)
            return [];

        using var statement = _session.Prepare(filter is null ? PlainSql : FilteredSql);
        foreach (var weight in columnWeights)
            statement.Bind(weight);
        statement.Bind(ftsQuery);
        if (filter is null)
            statement.Bind((long)limit);

        var hits = new List<TextHit>(Math.Min(limit, 1024));
        while (hits.Count < limit && statement.Step())
        {
            if (filter is null || filter.Admits((ChunkKind)statement.Int32(2), statement.Text(3)))
                hits.Add(new TextHit(new ChunkKey(statement.Int64(0)), -statement.Double(1)));
        }

        return hits;
    }

    // SQLite's bm25() is negative, so that the best sorts first.
    private const string PlainSql =
        """
        SELECT rowid, bm25(chunk_fts, ?1, ?2, ?3, ?4) AS score FROM chunk_fts WHERE chunk_fts MATCH ?5
        ORDER BY score, rowid LIMIT ?6
        """;

    private const string FilteredSql =
        """
        SELECT chunk_fts.rowid, bm25(chunk_fts, ?1, ?2, ?3, ?4) AS score, chunk.kind, chunk.path
        FROM chunk_fts JOIN chunk ON chunk.key = chunk_fts.rowid WHERE chunk_fts MATCH ?5
        ORDER BY score, chunk_fts.rowid
        """;
}
