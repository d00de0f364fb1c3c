using System.Numerics.Tensors;
using Patina.Numerics;

namespace Patina.Oxidize.Training;

/// <summary>
/// The directions in which vectors have the most length: projecting onto them keeps their inner products best. Found by
/// subspace iteration on XᵀX; not centred, as the projection must keep the vectors themselves.
/// </summary>
internal static class PrincipalDirections
{
    private const int Iterations = 12;
    private const int MaxSample = 8192;

    /// <param name="vectors">Row-major [rows × dimension].</param>
    /// <returns>Row-major [count × dimension], orthonormal rows, about the longest first.</returns>
    public static float[] Find(ReadOnlySpan<float> vectors, int rows, int dimension, int count, SeededRandom random, Gemm gemm)
    {
        var moments = Moments(vectors, rows, dimension, gemm);
        var directions = new float[count * dimension];
        for (var i = 0; i < directions.Length; i++)
            directions[i] = (float)random.NextNormal();
        Orthonormalize(directions, count, dimension);

        var moved = new float[directions.Length];
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            gemm.Multiply(new MatrixView(directions, count, dimension), new MatrixView(moments, dimension, dimension), moved);

            // A little of the old directions keeps them independent where the vectors span fewer than are asked for.
            TensorPrimitives.MultiplyAdd(directions, 1e-3f, moved, directions);
            Orthonormalize(directions, count, dimension);
        }

        return directions;
    }

    /// <summary>XᵀX / rows of an even sample, [dimension × dimension].</summary>
    private static float[] Moments(ReadOnlySpan<float> vectors, int rows, int dimension, Gemm gemm)
    {
        var step = Math.Max(1, rows / MaxSample);
        var count = (rows + step - 1) / step;
        var sample = new float[count * dimension];
        for (var i = 0; i < count; i++)
            vectors.Slice(i * step * dimension, dimension).CopyTo(sample.AsSpan(i * dimension));

        var moments = new float[dimension * dimension];
        var matrix = new MatrixView(sample, count, dimension);
        gemm.Multiply(matrix.Transposed, matrix, moments);
        TensorPrimitives.Divide(moments, Math.Max(1, count), moments);
        return moments;
    }

    /// <summary>Gram and Schmidt, each row twice against those before it, which suffices in single precision.</summary>
    private static void Orthonormalize(float[] rows, int count, int dimension)
    {
        for (var row = 0; row < count; row++)
        {
            var current = rows.AsSpan(row * dimension, dimension);
            UnitLength.Normalize(current);
            for (var pass = 0; pass < 2; pass++)
            {
                for (var other = 0; other < row; other++)
                {
                    var before = rows.AsSpan(other * dimension, dimension);
                    TensorPrimitives.MultiplyAdd(before, -TensorPrimitives.Dot(current, before), current, current);
                }

                UnitLength.Normalize(current);
            }
        }
    }
}
