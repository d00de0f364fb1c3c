using Patina.Eval.Sets;
using Patina.Memory.Chunks;
using Patina.Scry;

namespace Patina.Eval.Rankings;

/// <summary>What <c>patina scry</c> answers: all lists fused; for a file, what changes together with it.</summary>
internal sealed class FusedRanking(ScrySession session) : IRanking
{
    public string Name => "fused";

    /// <summary>Single chunks are not what scry ranks.</summary>
    public bool Takes(QuerySet set) => !set.ByChunk;

    public IReadOnlyList<EvalTarget> Rank(QuerySet set, EvalQuery query)
    {
        if (query.File is { } file)
            return [.. session.RankRelated(file, PlaceList.Depth).Select(related => new EvalTarget(related))];

        ChunkKind? only = set.Kinds.Count == 1 ? set.Kinds.First() : null;
        return
        [
            .. session.Rank(new ScryQuery(query.Text) { Kind = only })
                .Where(place => set.Kinds.Contains(place.Kind) && !query.Ignored.Contains(place.Chunk))
                .Take(PlaceList.Depth).Select(place => new EvalTarget(place.Path, place.Chunk)),
        ];
    }
}
