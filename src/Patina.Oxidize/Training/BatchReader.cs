using Patina.Numerics;
using Patina.Oxidize.Training.Losses;

namespace Patina.Oxidize.Training;

/// <summary>Collects the vectors of a batch: all anchors, all positives, and where there are any all negatives, pair by pair. Not thread-safe.</summary>
/// <param name="needsNegative">Whether every pair gets one negative: one of its own where it has any, else the answer of another.</param>
/// <param name="ownNegatives">Else how many of its own a pair gets.</param>
internal sealed class BatchReader(VectorTable vectors, bool needsNegative, int ownNegatives = 0)
{
    /// <summary>Draws before a negative is taken from anywhere: only data with hardly any groups gets there.</summary>
    private const int MaxDraws = 16;

    private readonly int _perPair = needsNegative ? 1 : ownNegatives;

    private float[] _inputs = [];
    private float[] _weights = [];
    private int[] _groups = [];
    private int[] _anchors = [];
    private int[] _positives = [];
    private bool[] _negativesThatCount = [];
    private PairSet? _pairs;
    private int _count;

    /// <summary>Vectors in the last batch: two per pair, and its negatives.</summary>
    public int Rows => _count * (2 + _perPair);

    /// <summary>The last batch.</summary>
    public LossBatch Batch => new(
        _weights.AsSpan(0, _count), _groups.AsSpan(0, _count), _anchors.AsSpan(0, _count), _positives.AsSpan(0, _count), _pairs)
    {
        NegativesPerPair = _perPair,
        NegativesThatCount = _negativesThatCount.AsSpan(0, _count * _perPair),
    };

    /// <returns>Row-major [<see cref="Rows"/> × dimension]; valid until the next call.</returns>
    public ReadOnlySpan<float> Read(PairSet pairs, ReadOnlySpan<int> members, SeededRandom random)
    {
        (_pairs, _count) = (pairs, members.Length);
        if (_weights.Length < _count)
            Grow();

        for (var i = 0; i < _count; i++)
        {
            var pair = members[i];
            _weights[i] = pairs.Weights[pair];
            _groups[i] = pairs.Groups[pair];
            Put(i, _anchors[i] = pairs.Anchors[pair]);
            Put(_count + i, _positives[i] = pairs.Positives[pair]);
            PutNegatives(pairs, pair, i, random);
        }

        return _inputs.AsSpan(0, Rows * vectors.Dimension);
    }

    private void Grow()
    {
        _inputs = new float[_count * (2 + _perPair) * vectors.Dimension];
        _weights = new float[_count];
        _groups = new int[_count];
        _anchors = new int[_count];
        _positives = new int[_count];
        _negativesThatCount = new bool[_count * _perPair];
    }

    private void Put(int place, int row) => vectors.Row(row).CopyTo(_inputs.AsSpan(place * vectors.Dimension));

    private void PutNegatives(PairSet pairs, int pair, int place, SeededRandom random)
    {
        var own = pairs.Negatives.Count == 0 ? [] : pairs.Negatives[pair];
        for (var i = place * _perPair; i < (place + 1) * _perPair; i++)
        {
            _negativesThatCount[i] = needsNegative || own.Length > 0;
            Put((2 * _count) + i, own.Length > 0 ? own[random.Next(own.Length)] : needsNegative ? DrawNegative(pairs, pair, random) : pairs.Positives[pair]);
        }
    }

    /// <summary>The positive of a pair of another group.</summary>
    private int DrawNegative(PairSet pairs, int pair, SeededRandom random)
    {
        for (var draw = 0; draw < MaxDraws; draw++)
        {
            var other = random.Next(pairs.Count);
            if (pairs.Groups[other] != pairs.Groups[pair] && pairs.Positives[other] != pairs.Positives[pair])
                return pairs.Positives[other];
        }

        return random.Next(vectors.Rows);
    }
}
