using Patina.Numerics;
using Patina.Oxidize.Training.Losses;

namespace Patina.Oxidize.Training;

/// <summary>Collects the vectors of a batch: all anchors, all positives, and where the loss needs them all negatives. Not thread-safe.</summary>
internal sealed class BatchReader(VectorTable vectors, bool withNegatives)
{
    /// <summary>Draws before a negative is taken from anywhere: only data with hardly any groups gets there.</summary>
    private const int MaxDraws = 16;

    private float[] _inputs = [];
    private float[] _weights = [];
    private int[] _groups = [];
    private int[] _anchors = [];
    private int[] _positives = [];
    private PairSet? _pairs;
    private int _count;

    /// <summary>Vectors in the last batch: two or three per pair.</summary>
    public int Rows => _count * (withNegatives ? 3 : 2);

    /// <summary>The last batch.</summary>
    public LossBatch Batch => new(
        _weights.AsSpan(0, _count), _groups.AsSpan(0, _count), _anchors.AsSpan(0, _count), _positives.AsSpan(0, _count), _pairs);

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
            if (withNegatives)
                Put((2 * _count) + i, DrawNegative(pairs, pair, random));
        }

        return _inputs.AsSpan(0, Rows * vectors.Dimension);
    }

    private void Grow()
    {
        _inputs = new float[_count * 3 * vectors.Dimension];
        _weights = new float[_count];
        _groups = new int[_count];
        _anchors = new int[_count];
        _positives = new int[_count];
    }

    private void Put(int place, int row) => vectors.Row(row).CopyTo(_inputs.AsSpan(place * vectors.Dimension));

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
