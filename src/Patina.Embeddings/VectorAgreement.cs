using System.Numerics.Tensors;

namespace Patina.Embeddings;

/// <summary>How near the vectors of one way of computing a model are to those of another.</summary>
/// <param name="LowestCosine">Of the text that differs most.</param>
/// <param name="MeanCosine">Over all texts.</param>
/// <param name="LargestDifference">Between two numbers at the same place.</param>
public readonly record struct VectorAgreement(float LowestCosine, float MeanCosine, float LargestDifference)
{
    /// <param name="first">Row-major [texts × width].</param>
    /// <param name="second">The same texts, computed otherwise.</param>
    /// <remarks>Two vectors of zeros agree; one alone has the cosine 0. So has a vector with a number that is none.</remarks>
    public static VectorAgreement Of(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (first.Length == 0 || first.Length != second.Length || first.Length % width != 0)
            throw new ArgumentException($"{first.Length} and {second.Length} numbers are not the same number of vectors of {width}.", nameof(second));

        var (lowest, sum, difference) = (1f, 0d, 0f);
        for (var at = 0; at < first.Length; at += width)
        {
            var one = first.Slice(at, width);
            var other = second.Slice(at, width);
            var cosine = CosineOf(one, other);
            lowest = MathF.Min(lowest, cosine);
            sum += cosine;
            for (var i = 0; i < width; i++)
                difference = MathF.Max(difference, MathF.Abs(one[i] - other[i]));
        }

        return new VectorAgreement(lowest, (float)(sum / (first.Length / width)), difference);
    }

    private static float CosineOf(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        if (!one.ContainsAnyExcept(0f) && !other.ContainsAnyExcept(0f))
            return 1;
        var cosine = TensorPrimitives.CosineSimilarity(one, other);
        return float.IsFinite(cosine) ? MathF.Min(cosine, 1) : 0;
    }
}
