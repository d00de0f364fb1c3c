using Patina.Eval.Sets;
using Patina.Memory.Chunks;
using Patina.Scry;

namespace Patina.Eval.Rankings;

/// <summary>What <c>patina scry</c> answers: all lists fused; for a file, what changes together with it.</summary>
internal sealed class FusedRanking(ScrySession session) : IRanking
{
    private const int Places = 1000;

    public string Name => "fused";

    /// <summary>Single chunks are not what scry ranks.</summary>
    public bool Takes(QuerySet set) => !set.ByChunk;

    public IReadOnlyList<EvalTarget> Rank(QuerySet set, EvalQuery query)
    {
        if (query.File is { } file)
            return [.. session.RelatedFiles(file, PlaceList.Depth).Files.Select(related => new EvalTarget(related.Path))];

        ChunkKind? only = set.Kinds.Count == 1 ? set.Kinds.First() : null;
        return
        [
            .. session.Search(new ScryQuery(query.Text) { Top = Places, Kind = only }).Hits
                .Where(hit => set.Kinds.Contains(hit.Chunk.Kind) && !query.Ignored.Contains(hit.Chunk.Key))
                .Take(PlaceList.Depth).Select(hit => new EvalTarget(hit.Chunk.Path, hit.Chunk.Key)),
        ];
    }
}
