using System.Numerics.Tensors;

namespace Patina.Models.Managed;

/// <summary>The functions of the reference backend, in double precision inside.</summary>
internal static class Functions
{
    public static float Gelu(float x) => (float)(0.5 * x * (1 + Erf(x / Math.Sqrt(2))));

    public static float GeluTanh(float x) => (float)(0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * (double)x * x)))));

    public static float Silu(float x) => (float)(x / (1 + Math.Exp(-x)));

    public static void SoftMax(Span<float> scores)
    {
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
        TensorPrimitives.Exp<float>(scores, scores);
        TensorPrimitives.Divide(scores, TensorPrimitives.Sum<float>(scores), scores);
    }

    /// <summary>The error function: its Taylor series near zero, else the continued fraction of its complement; to 1e-12.</summary>
    private static double Erf(double x)
    {
        var size = Math.Abs(x);
        if (size > 6)
            return Math.Sign(x);
        return size < 2.5 ? Series(x) : Math.Sign(x) * (1 - Complement(size));
    }

    private static double Series(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; Math.Abs(term) > 1e-17; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double Complement(double x)
    {
        var fraction = 0.0;
        for (var n = 60; n > 0; n--)
            fraction = n / 2.0 / (x + fraction);
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * (x + fraction));
    }
}
