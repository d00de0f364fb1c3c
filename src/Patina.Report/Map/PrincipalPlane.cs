using System.Numerics.Tensors;
using Patina.Memory.Chunks;
using Patina.Numerics;
using Patina.Oxidize.Artifacts;

namespace Patina.Report.Map;

/// <summary>The two directions in which the vectors differ most, found by orthogonal iteration on a sample.</summary>
internal static class PrincipalPlane
{
    private const int SampleSize = 8_000;
    private const int Rounds = 15;
    private const ulong Seed = 42;

    /// <returns>Row-major [points × 2].</returns>
    public static float[] Project(IndexSpace space, List<ChunkKey> keys, int dimension, CancellationToken cancellation)
    {
        var sample = Sample(space, keys, dimension);
        var mean = CentreAt(sample, dimension);
        var (first, second) = Directions(sample, dimension, cancellation);
        var positions = new float[keys.Count * 2];
        var vector = new float[dimension];
        for (var i = 0; i < keys.Count; i++)
        {
            space.TryRead(keys[i], vector);
            TensorPrimitives.Subtract(vector, mean, vector);
            positions[i * 2] = TensorPrimitives.Dot<float>(vector, first);
            positions[(i * 2) + 1] = TensorPrimitives.Dot<float>(vector, second);
        }

        return positions;
    }

    private static float[] Sample(IndexSpace space, List<ChunkKey> keys, int dimension)
    {
        var step = Math.Max(1, keys.Count / SampleSize);
        var count = (keys.Count + step - 1) / step;
        var sample = new float[count * dimension];
        for (var row = 0; row < count; row++)
            space.TryRead(keys[row * step], sample.AsSpan(row * dimension, dimension));
        return sample;
    }

    private static float[] CentreAt(float[] sample, int dimension)
    {
        var mean = new float[dimension];
        for (var start = 0; start < sample.Length; start += dimension)
            TensorPrimitives.Add(mean, sample.AsSpan(start, dimension), mean);
        TensorPrimitives.Divide(mean, sample.Length / dimension, mean);
        for (var start = 0; start < sample.Length; start += dimension)
        {
            var row = sample.AsSpan(start, dimension);
            TensorPrimitives.Subtract(row, mean, row);
        }

        return mean;
    }

    private static (float[] First, float[] Second) Directions(float[] sample, int dimension, CancellationToken cancellation)
    {
        var random = new SeededRandom(Seed);
        float[] first = [.. Enumerable.Range(0, dimension).Select(_ => (float)random.NextNormal())];
        float[] second = [.. Enumerable.Range(0, dimension).Select(_ => (float)random.NextNormal())];
        for (var round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            (first, second) = (Multiply(sample, first), Multiply(sample, second));
            Normalize(first);
            TensorPrimitives.MultiplyAdd(first, -TensorPrimitives.Dot<float>(first, second), second, second);
            Normalize(second);
        }

        return (first, second);
    }

    /// <summary>By the covariance, without computing it.</summary>
    private static float[] Multiply(float[] sample, float[] direction)
    {
        var product = new float[direction.Length];
        for (var start = 0; start < sample.Length; start += direction.Length)
        {
            var row = sample.AsSpan(start, direction.Length);
            TensorPrimitives.MultiplyAdd(row, TensorPrimitives.Dot(row, direction), product, product);
        }

        return product;
    }

    private static void Normalize(float[] vector) =>
        TensorPrimitives.Divide(vector, MathF.Max(TensorPrimitives.Norm<float>(vector), 1e-12f), vector);
}
