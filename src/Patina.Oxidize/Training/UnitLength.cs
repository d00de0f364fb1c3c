using System.Numerics.Tensors;

namespace Patina.Oxidize.Training;

/// <summary>Scaling of vectors to length 1.</summary>
internal static class UnitLength
{
    /// <summary>Divides by the length; a zero vector stays zero.</summary>
    /// <returns>The length it had.</returns>
    public static float Normalize(Span<float> vector)
    {
        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
            TensorPrimitives.Divide(vector, length, vector);
        return length;
    }

    /// <summary>
    /// Carries a gradient back through the normalising: (g − (g·y) y) / length; only what is not along the vector remains.
    /// </summary>
    /// <param name="unit">The normalised vector y.</param>
    /// <param name="length">What <see cref="Normalize"/> returned.</param>
    /// <param name="gradient">By y; becomes the gradient by the vector before.</param>
    public static void Backward(ReadOnlySpan<float> unit, float length, Span<float> gradient)
    {
        if (length == 0)
        {
            gradient.Clear();
            return;
        }

        var along = TensorPrimitives.Dot(gradient, unit);
        TensorPrimitives.MultiplyAdd(unit, -along, gradient, gradient);
        TensorPrimitives.Divide(gradient, length, gradient);
    }
}
