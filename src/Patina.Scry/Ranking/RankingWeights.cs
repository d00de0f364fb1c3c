using Patina.Memory.Chunks;

namespace Patina.Scry.Ranking;

/// <summary>
/// Every number that decides the order of results, in one table. Chosen on the query sets for development (433 code-search
/// queries and 113 of the Rust tool's), in steps coarse enough that no single query decides.
/// </summary>
internal static class RankingWeights
{
    /// <summary>Candidates taken from each signal.</summary>
    public const int CandidatesPerSignal = 150;

    /// <summary>BM25 weight of path, symbol, head and body: where a thing is and what it is called say more than a mention.</summary>
    public static readonly double[] FieldWeights = [3.0, 3.0, 2.0, 1.0];

    /// <summary>Added where a definition bears exactly the name asked for.</summary>
    public const double SymbolBonus = 1.0;

    /// <summary>Added where the whole question stands word for word: more than all else together can give.</summary>
    public const double QuoteBonus = 2.0;

    /// <summary>What the second-best chunk of a file adds to the file's score, as a share of its own; the third half of that, and so on.</summary>
    public const double Coherence = 0.3;

    /// <summary>Chunks of a file that count.</summary>
    public const int CoherentChunks = 4;

    /// <summary>Factor for tests, benchmarks and examples when the question does not ask for them.</summary>
    public const double TestFactor = 0.5;

    /// <summary>Share of the vectors in the sum; the rest is lexical. A symbol is a string of letters first of all.</summary>
    public static double VectorShare(QueryKind query) => query switch
    {
        QueryKind.Symbol => 0.3,
        QueryKind.History => 0.5,
        _ => 0.6,
    };

    /// <summary>
    /// Notes are narrative, which static vectors see poorly: there, half of the vectors' share goes to the full text.
    /// </summary>
    public static double VectorFactor(ChunkKind chunk) => chunk == ChunkKind.Note ? 0.5 : 1.0;

    /// <summary>How much a kind of chunk is worth for a kind of question.</summary>
    public static double KindFactor(QueryKind query, ChunkKind chunk) => (query, chunk) switch
    {
        (QueryKind.History, ChunkKind.Code) => 0.8,
        (QueryKind.History, ChunkKind.Doc) => 0.7,
        (QueryKind.History, _) => 1.0,
        (_, ChunkKind.Code) => 1.0,
        (_, ChunkKind.Doc) => 0.75,
        (QueryKind.Behaviour, ChunkKind.Note) => 0.9,
        (_, ChunkKind.Note) => 0.7,
        _ => 0.6,
    };
}
