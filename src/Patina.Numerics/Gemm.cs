using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Patina.Numerics.Lanes;
using Patina.Numerics.Multiplication;

namespace Patina.Numerics;

/// <summary>
/// Multiplies matrices of floats. The result is the same to the bit for any number of threads, as every element is
/// summed by one thread in one order; it may differ in the last bits between processors of different vector width.
/// Not thread-safe: it owns the scratch memory, so keep one and use it again.
/// </summary>
public sealed class Gemm
{
    private readonly IBlockedProduct _product;

    /// <param name="threads">How many to use; 0 for one per processor.</param>
    public Gemm(int threads = 0)
        : this(WidestProduct(ThreadsOrAll(threads)))
    {
    }

    internal Gemm(IBlockedProduct product) => _product = product;

    /// <summary>Threads that take part in one product.</summary>
    public int Threads => _product.Threads;

    /// <summary>result = left · right, or result += left · right.</summary>
    /// <param name="left">[rows × depth]; transposed views cost nothing extra.</param>
    /// <param name="right">[depth × columns].</param>
    /// <param name="result">Row-major [rows × columns]; must not overlap the operands.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other, or <paramref name="result"/> overlaps an operand.</exception>
    public unsafe void Multiply(MatrixView left, MatrixView right, Span<float> result, bool accumulate = false)
    {
        CheckShapes(left, right, result);
        if (result.IsEmpty)
            return;

        fixed (float* a = left.Values)
        fixed (float* b = right.Values)
        fixed (float* c = result)
        {
            _product.Multiply(
                new Operand(a, left.RowStride, left.ColumnStride),
                new Operand(b, right.RowStride, right.ColumnStride),
                c, new ProductShape(left.Rows, right.Columns, left.Columns), accumulate);
        }
    }

    private static void CheckShapes(MatrixView left, MatrixView right, Span<float> result)
    {
        if (left.Columns != right.Rows)
        {
            throw new ArgumentException(
                $"Cannot multiply [{left.Rows} × {left.Columns}] by [{right.Rows} × {right.Columns}]: " +
                $"the left has {left.Columns} columns, the right {right.Rows} rows.", nameof(right));
        }

        if (result.Length != (long)left.Rows * right.Columns)
        {
            throw new ArgumentException(
                $"The product is [{left.Rows} × {right.Columns}], {(long)left.Rows * right.Columns} numbers; " +
                $"the result has {result.Length}.", nameof(result));
        }

        if (left.Values.Overlaps(result) || right.Values.Overlaps(result))
            throw new ArgumentException("The result overlaps an operand.", nameof(result));
    }

    private static int ThreadsOrAll(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return threads == 0 ? Environment.ProcessorCount : threads;
    }

    private static IBlockedProduct WidestProduct(int threads)
    {
        // Not Vector512.IsHardwareAccelerated: it is false on processors that clock down for 512 bits, where this product
        // still gains.
        if (Avx512F.IsSupported)
            return new BlockedProduct<LanePair<Lane512>>(threads);
        if (Vector256.IsHardwareAccelerated)
            return new BlockedProduct<Lane256>(threads);
        if (AdvSimd.IsSupported)
            return new BlockedProduct<LanePair<Lane128>>(threads);
        if (Vector128.IsHardwareAccelerated)
            return new BlockedProduct<Lane128>(threads);
        return new BlockedProduct<LaneScalar>(threads);
    }
}
