using Patina.Eval.Sets;
using Patina.Memory.Lexical;
using Patina.Memory.Storage;

namespace Patina.Eval.Rankings;

/// <summary>Full text alone.</summary>
internal sealed class LexicalRanking(MemoryDatabase memory, PlaceList places) : IRanking
{
    private const int Chunks = 2000;

    /// <summary>All columns alike: plain BM25, not the weights of scry.</summary>
    private static readonly double[] Columns = [1, 1, 1, 1];

    public string Name => "bm25";

    public bool Takes(QuerySet set) => true;

    public IReadOnlyList<EvalTarget> Rank(QuerySet set, EvalQuery query) =>
        places.Of(set, query, memory.Text.Search(LexicalAnalyzer.ToFtsQuery(LexicalAnalyzer.QueryTerms(query.Text)), Columns, Chunks).Select(hit => hit.Key));
}
