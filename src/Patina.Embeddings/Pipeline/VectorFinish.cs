using System.Numerics.Tensors;

namespace Patina.Embeddings.Pipeline;

/// <summary>What happens to a pooled vector: the model's own layers, then cutting to fewer numbers, then unit length. Thread-safe.</summary>
/// <param name="layers">In the order in which they apply.</param>
/// <param name="dimension">Numbers that are kept.</param>
/// <param name="normalizesFirst">Whether what is to be cut is first brought to mean 0 and variance 1, as Nomic's models want.</param>
/// <param name="unitLength">Whether the result is brought to unit length.</param>
internal sealed class VectorFinish(IReadOnlyList<IVectorLayer> layers, int dimension, bool normalizesFirst, bool unitLength)
{
    private const double Epsilon = 1e-5;

    /// <summary>Numbers in a finished vector.</summary>
    public int Dimension => dimension;

    /// <param name="pooled">Is overwritten.</param>
    /// <param name="vector">Receives <see cref="Dimension"/> numbers.</param>
    public void Apply(Span<float> pooled, Span<float> vector)
    {
        foreach (var layer in layers)
        {
            var output = new float[layer.OutputWidth];
            layer.Apply(pooled, output);
            pooled = output;
        }

        if (normalizesFirst && dimension < pooled.Length)
            Standardize(pooled);
        pooled[..dimension].CopyTo(vector);
        if (unitLength)
            Normalize(vector);
    }

    /// <summary>Cuts a finished vector further and brings it to unit length.</summary>
    /// <param name="normalizesFirst">
    /// Whether it is first brought to mean 0 and variance 1. Its length does not matter to that, so it may have been brought to unit length before.
    /// </param>
    public static void Shorten(ReadOnlySpan<float> vector, Span<float> shorter, bool normalizesFirst)
    {
        var copy = vector.ToArray();
        if (normalizesFirst && shorter.Length < vector.Length)
            Standardize(copy);
        copy.AsSpan(0, shorter.Length).CopyTo(shorter);
        Normalize(shorter);
    }

    /// <summary>Mean 0 and variance 1 over the whole width, without weights.</summary>
    private static void Standardize(Span<float> vector)
    {
        var mean = TensorPrimitives.Sum<float>(vector) / vector.Length;
        var squares = 0.0;
        foreach (var value in vector)
            squares += ((double)value - mean) * ((double)value - mean);
        TensorPrimitives.Subtract(vector, mean, vector);
        TensorPrimitives.Multiply(vector, (float)(1 / Math.Sqrt((squares / vector.Length) + Epsilon)), vector);
    }

    /// <summary>Unit length; a vector of zeros stays as it is.</summary>
    private static void Normalize(Span<float> vector)
    {
        var squares = 0.0;
        foreach (var value in vector)
            squares += (double)value * value;
        if (squares > 0)
            TensorPrimitives.Multiply(vector, (float)(1 / Math.Sqrt(squares)), vector);
    }
}
