using System.Numerics.Tensors;
using Patina.Memory.Chunks;
using Patina.Numerics;
using Patina.Oxidize.Training;
using Patina.Oxidize.Units;

namespace Patina.Oxidize.Pairs;

/// <summary>
/// Finds wrong answers that look right: what the model's own vectors put nearest to what asks, of the answer's kind. Left out is what may be
/// right: every answer that a pair of the same anchor or origin (a commit, a section of notes) names, all else in their files
/// and in the file that asks, and what is nearly the same as the answer.
/// </summary>
/// <param name="units">What is searched: what the space holds.</param>
/// <param name="kindOf">Wrong answers are of the kind of the right one.</param>
/// <param name="placeOf">The file that a unit is part of; one that stands for itself gives its own.</param>
internal sealed class HardNegatives(IUnits units, Func<ChunkKey, ChunkKind> kindOf, Func<ChunkKey, string> placeOf, Gemm gemm, CancellationToken cancellation)
{
    /// <summary>What is nearer than this to the right answer is taken for a copy of it.</summary>
    public const float NearDuplicate = 0.95f;

    /// <summary>Wrong answers kept for a pair; each batch draws from them.</summary>
    private const int KeptPerPair = 8;

    /// <summary>The nearest to an anchor that are looked at.</summary>
    private const int Nearest = 64;

    /// <summary>Anchors compared at a time, which bounds the memory for scores.</summary>
    private const int BlockSize = 128;

    private readonly ChunkKey[] _keys = [.. units.List.Entries.Select(entry => entry.Chunk)];

    /// <param name="rows">The pairs by their rows.</param>
    /// <param name="vectors">Gets rows for what is found.</param>
    /// <returns>The pairs with <see cref="PairSet.Negatives"/>.</returns>
    public PairSet Mine(IReadOnlyList<RelatedPair> pairs, PairSet rows, PairVectors vectors)
    {
        var candidates = new float[_keys.Length * units.Dimension];
        units.Read(_keys, candidates);
        var right = new RightAnswers(pairs, rows, placeOf);
        var negatives = new int[pairs.Count][];
        var byAnchor = Enumerable.Range(0, pairs.Count).GroupBy(pair => rows.Anchors[pair]).ToList();
        for (var first = 0; first < byAnchor.Count; first += BlockSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = byAnchor.GetRange(first, Math.Min(BlockSize, byAnchor.Count - first));
            var nearest = NearestOf([.. block.Select(anchor => anchor.Key)], candidates, vectors);
            for (var i = 0; i < block.Count; i++)
            {
                foreach (var pair in block[i])
                    negatives[pair] = WrongOf(pairs[pair], vectors.Row(rows.Positives[pair]), nearest[i], candidates, right, vectors);
            }
        }

        return rows with { Negatives = negatives };
    }

    private int[] WrongOf(
        RelatedPair pair, ReadOnlySpan<float> positive, IReadOnlyList<int> nearest, float[] candidates, RightAnswers right, PairVectors vectors)
    {
        var answer = positive.ToArray();
        var kind = kindOf(pair.Answers[0]);
        return
        [
            .. nearest.Where(candidate => kindOf(_keys[candidate]) == kind && !right.MayBe(pair, _keys[candidate])
                    && TensorPrimitives.Dot<float>(answer, candidates.AsSpan(candidate * units.Dimension, units.Dimension)) < NearDuplicate)
                .Take(KeptPerPair).Select(candidate => vectors.RowOf(_keys[candidate])),
        ];
    }

    /// <summary>Rows of the candidates nearest to each anchor, nearest first.</summary>
    private List<int>[] NearestOf(int[] anchors, float[] candidates, PairVectors vectors)
    {
        var asking = new float[anchors.Length * units.Dimension];
        for (var i = 0; i < anchors.Length; i++)
            vectors.Row(anchors[i]).CopyTo(asking.AsSpan(i * units.Dimension));
        var scores = new float[anchors.Length * _keys.Length];
        gemm.Multiply(
            new MatrixView(asking, anchors.Length, units.Dimension), new MatrixView(candidates, _keys.Length, units.Dimension).Transposed, scores);
        return [.. Enumerable.Range(0, anchors.Length).Select(i => Best(scores.AsSpan(i * _keys.Length, _keys.Length)))];
    }

    private static List<int> Best(ReadOnlySpan<float> scores)
    {
        // The farthest of those kept comes out first; of equal ones the later.
        var kept = new PriorityQueue<int, (float Score, int Order)>();
        for (var row = 0; row < scores.Length; row++)
        {
            if (kept.Count < Nearest)
                kept.Enqueue(row, (scores[row], -row));
            else if (kept.TryPeek(out _, out var farthest) && scores[row] > farthest.Score)
                kept.EnqueueDequeue(row, (scores[row], -row));
        }

        var nearest = new List<int>(kept.Count);
        while (kept.TryDequeue(out var row, out _))
            nearest.Add(row);
        nearest.Reverse();
        return nearest;
    }

    /// <summary>What may be right for a pair: what pairs of its anchor or origin name, and the files of that.</summary>
    private sealed class RightAnswers
    {
        private readonly Func<ChunkKey, string> _placeOf;
        private readonly Dictionary<string, HashSet<string>> _byOrigin = [];
        private readonly Dictionary<(ChunkKey?, string), HashSet<string>> _byAnchor = [];

        public RightAnswers(IReadOnlyList<RelatedPair> pairs, PairSet rows, Func<ChunkKey, string> placeOf)
        {
            _placeOf = placeOf;
            for (var i = 0; i < rows.Count; i++)
            {
                var places = pairs[i].Answers.Select(placeOf).ToHashSet();
                Add(_byOrigin, pairs[i].Origin, places);
                Add(_byAnchor, AnchorOf(pairs[i]), places);
            }
        }

        public bool MayBe(RelatedPair pair, ChunkKey candidate)
        {
            var place = _placeOf(candidate);
            return _byOrigin[pair.Origin].Contains(place) || _byAnchor[AnchorOf(pair)].Contains(place)
                || (pair.Subject is { } subject && _placeOf(subject) == place) || (pair.Itself is { } itself && _placeOf(itself) == place);
        }

        /// <summary>A text asks the same wherever it is from.</summary>
        private static (ChunkKey?, string) AnchorOf(RelatedPair pair) => (pair.Subject, pair.Subject is null ? pair.Question : "");

        private static void Add<TKey>(Dictionary<TKey, HashSet<string>> sets, TKey key, HashSet<string> places)
            where TKey : notnull
        {
            if (!sets.TryGetValue(key, out var set))
                sets.Add(key, set = []);
            set.UnionWith(places);
        }
    }
}
