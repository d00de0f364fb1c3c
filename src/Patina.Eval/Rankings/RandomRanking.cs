using Patina.Eval.Sets;
using Patina.Memory.Chunks;
using Patina.Numerics;

namespace Patina.Eval.Rankings;

/// <summary>Any order, the same in every run: what a ranking must beat to say anything.</summary>
internal sealed class RandomRanking(PlaceList places) : IRanking
{
    private readonly Dictionary<string, IReadOnlyList<ChunkKey>> _chunks = [];

    public string Name => "random";

    public bool Takes(QuerySet set) => true;

    /// <summary>Shuffles no further than the first places reach: Fisher and Yates from the front, of which only the exchanged chunks are kept.</summary>
    public IReadOnlyList<EvalTarget> Rank(QuerySet set, EvalQuery query)
    {
        if (!_chunks.TryGetValue(set.Name, out var chunks))
            _chunks.Add(set.Name, chunks = places.All(set));
        return places.Of(set, query, Shuffled(chunks, new SeededRandom(StableSample.NumberOf($"{set.Name} {query.Source} {query.Text}"))));
    }

    private static IEnumerable<ChunkKey> Shuffled(IReadOnlyList<ChunkKey> chunks, SeededRandom random)
    {
        var moved = new Dictionary<int, int>();
        for (var i = 0; i < chunks.Count; i++)
        {
            var other = i + random.Next(chunks.Count - i);
            var drawn = moved.GetValueOrDefault(other, other);
            moved[other] = moved.GetValueOrDefault(i, i);
            yield return chunks[drawn];
        }
    }
}
