using Patina.Eval.Sets;
using Patina.Memory.Chunks;
using Patina.Numerics;

namespace Patina.Eval.Rankings;

/// <summary>Any order, the same in every run: what a ranking must beat to say anything.</summary>
internal sealed class RandomRanking(PlaceList places) : IRanking
{
    public string Name => "random";

    public bool Takes(QuerySet set) => true;

    public IReadOnlyList<EvalTarget> Rank(QuerySet set, EvalQuery query)
    {
        ChunkKey[] chunks = [.. places.All(set, query).OrderBy(chunk => chunk.Value)];
        var random = new SeededRandom(StableSample.NumberOf($"{set.Name} {query.Source} {query.Text}"));
        for (var i = chunks.Length - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (chunks[i], chunks[other]) = (chunks[other], chunks[i]);
        }

        return places.Of(set, query, chunks);
    }
}
