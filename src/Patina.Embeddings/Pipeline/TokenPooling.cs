using System.Numerics.Tensors;

namespace Patina.Embeddings.Pipeline;

/// <summary>Makes one vector of the vectors of a text's tokens.</summary>
/// <remarks>Matches sentence-transformers 5.1, with either padding side.</remarks>
internal static class TokenPooling
{
    /// <param name="tokens">Row-major [length × width], padding included.</param>
    /// <param name="mask">1 for a real token, 0 for padding. One stretch of real tokens, not empty.</param>
    /// <param name="vector">Receives the width's numbers.</param>
    public static void Pool(Pooling pooling, ReadOnlySpan<float> tokens, ReadOnlySpan<int> mask, Span<float> vector)
    {
        if (tokens.Length != mask.Length * vector.Length)
            throw new ArgumentException($"{tokens.Length} numbers are not {mask.Length} vectors of {vector.Length}.", nameof(tokens));
        var first = mask.IndexOf(1);
        var last = mask.LastIndexOf(1);
        if (first < 0)
            throw new ArgumentException("The text has no token.", nameof(mask));

        var width = vector.Length;
        var count = last - first + 1;
        var real = tokens.Slice(first * width, count * width);
        switch (pooling)
        {
            case Pooling.Cls:
                real[..width].CopyTo(vector);
                break;
            case Pooling.LastToken:
                real[^width..].CopyTo(vector);
                break;
            case Pooling.Max:
                TakeLargest(real, vector);
                break;
            case Pooling.Mean:
                Sum(real, vector);
                TensorPrimitives.Divide(vector, count, vector);
                break;
            case Pooling.MeanSqrtLength:
                Sum(real, vector);
                TensorPrimitives.Divide(vector, MathF.Sqrt(count), vector);
                break;
            case Pooling.WeightedMean:
                SumWeighted(real, vector);
                TensorPrimitives.Divide(vector, count * (count + 1f) / 2, vector);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "Vectors of tokens are not pooled by this.");
        }
    }

    private static void TakeLargest(ReadOnlySpan<float> tokens, Span<float> vector)
    {
        tokens[..vector.Length].CopyTo(vector);
        for (var rest = tokens[vector.Length..]; !rest.IsEmpty; rest = rest[vector.Length..])
            TensorPrimitives.Max(vector, rest[..vector.Length], vector);
    }

    private static void Sum(ReadOnlySpan<float> tokens, Span<float> vector)
    {
        vector.Clear();
        for (var rest = tokens; !rest.IsEmpty; rest = rest[vector.Length..])
            TensorPrimitives.Add(vector, rest[..vector.Length], vector);
    }

    /// <summary>The n-th token weighs n, counted from 1.</summary>
    private static void SumWeighted(ReadOnlySpan<float> tokens, Span<float> vector)
    {
        vector.Clear();
        var weight = 1f;
        for (var rest = tokens; !rest.IsEmpty; rest = rest[vector.Length..], weight++)
            TensorPrimitives.MultiplyAdd(rest[..vector.Length], weight, vector, vector);
    }
}
