using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Patina.Pretrain.Training;

/// <summary>Adds up the rows of texts: v = Σ √tf · E.</summary>
internal static class BagSums
{
    /// <param name="sums">[texts × columns], overwritten.</param>
    public static void Compute(TokenBag bag, EmbeddingWeights weights, float[] sums, ParallelOptions parallel)
    {
        Parallel.For(0, bag.Count, parallel, text =>
        {
            var (start, length) = (bag.Starts[text], bag.Starts[text + 1] - bag.Starts[text]);
            WeightedRows.Sum(
                weights.Values, CollectionsMarshal.AsSpan(bag.Tokens).Slice(start, length), CollectionsMarshal.AsSpan(bag.Weights).Slice(start, length),
                sums.AsSpan(text * weights.Columns, weights.Columns));
        });
    }

    /// <summary>Documents: l2(body) + l2(head), not yet of unit length themselves.</summary>
    /// <param name="heads">[texts × columns] sums.</param>
    /// <param name="bodies">[texts × columns] sums.</param>
    /// <param name="documents">[texts × columns], overwritten.</param>
    public static void Compose(int count, int columns, float[] heads, float[] bodies, float[] documents, ParallelOptions parallel)
    {
        Parallel.For(0, count, parallel, text =>
        {
            var document = documents.AsSpan(text * columns, columns);
            document.Clear();
            AddUnit(heads.AsSpan(text * columns, columns), document);
            AddUnit(bodies.AsSpan(text * columns, columns), document);
        });
    }

    private static void AddUnit(ReadOnlySpan<float> vector, Span<float> sum)
    {
        var norm = TensorPrimitives.Norm(vector);
        if (norm > 1e-12f)
            TensorPrimitives.MultiplyAdd(vector, 1 / norm, sum, sum);
    }
}
