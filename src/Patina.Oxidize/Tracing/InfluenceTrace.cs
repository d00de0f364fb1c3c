using Patina.Memory.Chunks;
using Patina.Numerics;
using Patina.Oxidize.Training;

namespace Patina.Oxidize.Tracing;

/// <summary>
/// Finds the training pairs that moved a result most, by the inner product of two gradients: that of the pair's cosine, which
/// training raises, and that of the result's (TracIn of Pruthi and others, 2020, at the final weights; without the share that
/// a pair has by pushing others away).
/// </summary>
internal static class InfluenceTrace
{
    /// <summary>Pairs taken at a time, which bounds the memory for the hidden layer.</summary>
    private const int BlockSize = 1024;

    /// <param name="question">The question's raw vector.</param>
    /// <param name="answer">The result's raw vector.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>The largest influences first, whether they bring nearer or push apart.</returns>
    public static IReadOnlyList<TracedPair> Find(
        Projection projection, IReadOnlyList<RecordedPair> pairs, VectorTable vectors, ReadOnlySpan<float> question, ReadOnlySpan<float> answer, int count)
    {
        var gemm = new Gemm();
        var result = new CosineGradient(projection, [.. question, .. answer], 1, gemm);
        var influences = new double[pairs.Count];
        for (var first = 0; first < pairs.Count; first += BlockSize)
        {
            var size = Math.Min(BlockSize, pairs.Count - first);
            var inputs = new float[2 * size * vectors.Dimension];
            for (var i = 0; i < size; i++)
            {
                vectors.Row(pairs[first + i].Anchor).CopyTo(inputs.AsSpan(i * vectors.Dimension));
                vectors.Row(pairs[first + i].Positive).CopyTo(inputs.AsSpan((size + i) * vectors.Dimension));
            }

            var block = new CosineGradient(projection, inputs, size, gemm);
            for (var i = 0; i < size; i++)
                influences[first + i] = pairs[first + i].Weight * block.Dot(i, result, 0);
        }

        return
        [
            .. Enumerable.Range(0, pairs.Count).OrderByDescending(i => Math.Abs(influences[i])).Take(count).Select(i => new TracedPair(
                pairs[i].Source, pairs[i].Question, pairs[i].Origin, new ChunkKey(pairs[i].Answer), influences[i])),
        ];
    }
}
