using Patina.Memory.Chunks;
using Patina.Numerics;

namespace Patina.Oxidize.Evaluation;

/// <summary>Chunks with their vectors, searched exactly. Not thread-safe.</summary>
internal sealed class CandidateMatrix
{
    private readonly float[] _vectors;
    private readonly int _dimension;
    private readonly Dictionary<ChunkKey, int> _rows = [];
    private readonly Gemm _gemm;

    /// <param name="vectors">Row-major [keys × dimension], rows of unit length; kept, not copied.</param>
    public CandidateMatrix(IReadOnlyList<ChunkKey> keys, float[] vectors, int dimension, Gemm gemm)
    {
        _vectors = vectors;
        _dimension = dimension;
        _gemm = gemm;
        for (var row = 0; row < keys.Count; row++)
            _rows[keys[row]] = row;
    }

    public int Count => _rows.Count;

    /// <summary>Cosines of some questions with all candidates.</summary>
    /// <param name="questions">Row-major [count × dimension], rows of unit length.</param>
    /// <param name="scores">Receives [count × candidates].</param>
    public void Score(ReadOnlySpan<float> questions, int count, Span<float> scores) =>
        _gemm.Multiply(new MatrixView(questions, count, _dimension), new MatrixView(_vectors, Count, _dimension).Transposed, scores);

    /// <summary>The rank of the first relevant candidate, from 1, among those that are not the question itself.</summary>
    /// <param name="scores">One per candidate.</param>
    /// <returns>0 when nothing relevant is a candidate.</returns>
    public int RankOf(HeldOutQuestion question, ReadOnlySpan<float> scores)
    {
        var relevant = question.Relevant.Select(key => _rows.GetValueOrDefault(key, -1)).Where(row => row >= 0).ToHashSet();
        if (relevant.Count == 0)
            return 0;

        var best = float.NegativeInfinity;
        foreach (var row in relevant)
            best = MathF.Max(best, scores[row]);
        var itself = question.Itself is { } key ? _rows.GetValueOrDefault(key, -1) : -1;
        var rank = 1;
        for (var row = 0; row < scores.Length; row++)
        {
            if (scores[row] > best && row != itself)
                rank++;
        }

        return rank;
    }
}
