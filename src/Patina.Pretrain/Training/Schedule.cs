using Patina.Numerics;
using Patina.Pretrain.Mining;

namespace Patina.Pretrain.Training;

/// <summary>
/// Which pairs each step sees: blocks of one repository and kind, so that pairs are told from their likes, not from
/// another language. Settled beforehand from the seed, so that an interrupted training goes on with the same pairs.
/// </summary>
internal sealed class Schedule
{
    /// <summary>Doc comments and headings are most like the questions that people ask.</summary>
    private const int QuestionLikeWeight = 3;

    private readonly List<List<long>> _steps = [];

    /// <param name="groups">Groups for scoring are passed over.</param>
    /// <exception cref="PretrainException">There is nothing to train on.</exception>
    public Schedule(IReadOnlyList<PairGroup> groups, int steps, int batchSize, int blockSize, ulong seed)
    {
        var byKind = groups.Where(group => group.Kind != PairKind.Pool).ToLookup(group => group.Kind);
        if (byKind.Count == 0)
            throw new PretrainException(PretrainError.BadCorpus, "The corpus holds no pair to learn from: no commented function, no heading, no commit.");
        var random = new SeededRandom(seed);
        var cursors = new Dictionary<PairGroup, int>();
        var kinds = byKind.Select(kind => (kind.Key, Weight: Weight(kind.Key) * kind.Sum(group => (double)group.Offsets.Length))).ToList();
        for (var step = 0; step < steps; step++)
        {
            var places = new List<long>(batchSize);
            while (places.Count < batchSize)
            {
                var kind = Draw(kinds, entry => entry.Weight, random).Key;
                Fill(places, Math.Min(blockSize, batchSize - places.Count), [.. byKind[kind]], cursors, random);
            }
            _steps.Add(places);
        }
    }

    /// <summary>Places in the store of the pairs of a step.</summary>
    public IReadOnlyList<long> PairsOf(int step) => _steps[step];

    /// <summary>Fills a block from one group, and from others of its kind when it has too few.</summary>
    private static void Fill(List<long> places, int count, PairGroup[] groups, Dictionary<PairGroup, int> cursors, SeededRandom random)
    {
        var left = groups.ToList();
        while (count > 0 && left.Count > 0)
        {
            var group = Draw(left, candidate => candidate.Offsets.Length, random);
            left.Remove(group);
            var cursor = cursors.GetValueOrDefault(group);
            var taken = Math.Min(count, group.Offsets.Length);
            for (var i = 0; i < taken; i++)
                places.Add(group.Offsets[(cursor + i) % group.Offsets.Length]);
            cursors[group] = (cursor + taken) % group.Offsets.Length;
            count -= taken;
        }
        while (count-- > 0)
            places.Add(places[random.Next(places.Count)]); // a corpus smaller than a batch
    }

    private static double Weight(PairKind kind) => kind is PairKind.Doc or PairKind.Section or PairKind.Prose ? QuestionLikeWeight : 1;

    private static T Draw<T>(IReadOnlyList<T> items, Func<T, double> weight, SeededRandom random)
    {
        var left = random.NextDouble() * items.Sum(weight);
        foreach (var item in items)
        {
            left -= weight(item);
            if (left < 0)
                return item;
        }
        return items[^1];
    }
}
