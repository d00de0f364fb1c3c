using Patina.Memory.Chunks;

namespace Patina.Scry.Ranking;

/// <summary>Every number that decides the order of results, in one table.</summary>
internal static class RankingWeights
{
    /// <summary>Candidates taken from each signal. Past 200 the fused top ten no longer changes.</summary>
    public const int CandidatesPerSignal = 200;

    /// <summary>BM25 weight of path, symbol, head and body: a name says more than a mention.</summary>
    public static readonly double[] FieldWeights = [1.0, 3.0, 2.0, 1.0];

    /// <summary>Share of the vectors in the sum; the rest is lexical.</summary>
    public const double VectorShare = 0.5;

    /// <summary>Added where a definition bears exactly the name asked for.</summary>
    public const double SymbolBonus = 1.0;

    /// <summary>What the second-best chunk of a file adds to the file's score, as a share of its own; the third half of that, and so on.</summary>
    public const double Coherence = 0.1;

    /// <summary>Factor for tests, benchmarks and examples when the question does not ask for them.</summary>
    public const double TestFactor = 0.7;

    /// <summary>How much a kind of chunk is worth for a kind of question.</summary>
    public static double KindFactor(QueryKind query, ChunkKind chunk) => (query, chunk) switch
    {
        (QueryKind.History, ChunkKind.Code) => 0.7,
        (QueryKind.History, ChunkKind.Doc) => 0.9,
        (QueryKind.History, _) => 1.0,
        (_, ChunkKind.Code) => 1.0,
        (_, ChunkKind.Doc) => 0.85,
        (_, ChunkKind.Note) => 0.7,
        _ => 0.6,
    };
}
