using Patina.Eval.Sets;

namespace Patina.Eval.Rankings;

/// <summary>A way of putting the places of a project in order for a question.</summary>
internal interface IRanking
{
    /// <summary>For tables and results: <c>bm25</c>.</summary>
    string Name { get; }

    /// <summary>Whether it has anything to say about such questions.</summary>
    bool Takes(QuerySet set);

    /// <summary>The places, best first, at most <see cref="PlaceList.Depth"/>.</summary>
    IReadOnlyList<EvalTarget> Rank(QuerySet set, EvalQuery query);
}
