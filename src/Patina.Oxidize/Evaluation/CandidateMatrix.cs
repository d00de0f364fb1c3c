using Patina.Memory.Chunks;
using Patina.Numerics;

namespace Patina.Oxidize.Evaluation;

/// <summary>Chunks or files with their vectors, searched exactly. Not thread-safe.</summary>
internal sealed class CandidateMatrix
{
    private readonly float[] _vectors;
    private readonly int _dimension;
    private readonly Dictionary<ChunkKey, int> _rows = [];
    private readonly Gemm _gemm;
    private readonly int[] _places;
    private readonly float[] _placeScores;

    /// <param name="vectors">Row-major [keys × dimension], rows of unit length; kept, not copied.</param>
    /// <param name="places">For each key the place that is ranked, counted from 0, by its best chunk; null when each key is one.</param>
    public CandidateMatrix(IReadOnlyList<ChunkKey> keys, float[] vectors, int dimension, Gemm gemm, int[]? places = null)
    {
        _vectors = vectors;
        _dimension = dimension;
        _gemm = gemm;
        _places = places ?? [.. Enumerable.Range(0, keys.Count)];
        _placeScores = new float[_places.Append(-1).Max() + 1];
        for (var row = 0; row < keys.Count; row++)
            _rows[keys[row]] = row;
    }

    public int Count => _rows.Count;

    /// <summary>The row of a key; negative when it is no candidate.</summary>
    public int RowOf(ChunkKey key) => _rows.GetValueOrDefault(key, -1);

    /// <summary>Reads the vector of a candidate; false when the key is none.</summary>
    public bool TryRead(ChunkKey key, Span<float> vector)
    {
        if (RowOf(key) is not (>= 0 and var row))
            return false;
        _vectors.AsSpan(row * _dimension, _dimension).CopyTo(vector);
        return true;
    }

    /// <summary>Cosines of some questions with all candidates.</summary>
    /// <param name="questions">Row-major [count × dimension], rows of unit length.</param>
    /// <param name="scores">Receives [count × candidates].</param>
    public void Score(ReadOnlySpan<float> questions, int count, Span<float> scores) =>
        _gemm.Multiply(new MatrixView(questions, count, _dimension), new MatrixView(_vectors, Count, _dimension).Transposed, scores);

    /// <summary>
    /// The rank of the first relevant place, from 1. Where others have the very same score, the mean over all orders of them,
    /// so that a ranking gains nothing by not deciding.
    /// </summary>
    /// <param name="scores">One per candidate.</param>
    /// <returns>0 when nothing relevant is a candidate.</returns>
    public double RankOf(HeldOutQuestion question, ReadOnlySpan<float> scores)
    {
        var relevant = PlacesOf(question.Relevant);
        if (relevant.Count == 0)
            return 0;

        var best = BestOfPlaces(scores, PlacesOf(question.Ignored), relevant);
        var (before, equal, equalRelevant) = (0, 0, 0);
        for (var place = 0; place < _placeScores.Length; place++)
        {
            if (_placeScores[place] > best)
                before++;
            else if (_placeScores[place] == best && relevant.Contains(place))
                equalRelevant++;
            else if (_placeScores[place] == best)
                equal++;
        }

        return 1 + before + (equal / (equalRelevant + 1.0));
    }

    private HashSet<int> PlacesOf(IEnumerable<ChunkKey> keys) =>
        [.. keys.Select(RowOf).Where(row => row >= 0).Select(row => _places[row])];

    /// <summary>Sets the score of each place to that of its best candidate, −∞ for those to be ignored.</summary>
    /// <returns>The best of the relevant ones.</returns>
    private float BestOfPlaces(ReadOnlySpan<float> scores, HashSet<int> ignored, HashSet<int> relevant)
    {
        Array.Fill(_placeScores, float.NegativeInfinity);
        for (var row = 0; row < scores.Length; row++)
        {
            if (scores[row] > _placeScores[_places[row]])
                _placeScores[_places[row]] = scores[row];
        }

        foreach (var place in ignored)
        {
            if (!relevant.Contains(place))
                _placeScores[place] = float.NegativeInfinity;
        }

        return relevant.Max(place => _placeScores[place]);
    }
}
