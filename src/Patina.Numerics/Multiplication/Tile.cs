using System.Runtime.CompilerServices;
using Patina.Numerics.Lanes;

namespace Patina.Numerics.Multiplication;

/// <summary>
/// The innermost product: 6 rows by 2 lanes. Twelve sums, two loads and a broadcast fill 15 of AVX2's 16 registers; with
/// lanes that are pairs of registers, 29 of 32.
/// </summary>
internal static unsafe class Tile<TLane>
    where TLane : struct, ILane<TLane>
{
    public const int Rows = 6;

    public static int Columns => 2 * TLane.Width;

    /// <param name="left">Packed panel [depth × <see cref="Rows"/>].</param>
    /// <param name="right">Packed panel [depth × <see cref="Columns"/>].</param>
    /// <param name="result">Top left of the tile.</param>
    /// <param name="stride">Numbers from one row of the result to the next.</param>
    public static void Multiply(float* left, float* right, int depth, float* result, nint stride, bool accumulate)
    {
        TLane s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default;
        TLane s30 = default, s31 = default, s40 = default, s41 = default, s50 = default, s51 = default;

        for (; depth > 0; depth--)
        {
            var r0 = TLane.Load(right);
            var r1 = TLane.Load(right + TLane.Width);

            var l = TLane.Broadcast(left[0]);
            s00.AddProduct(l, r0);
            s01.AddProduct(l, r1);
            l = TLane.Broadcast(left[1]);
            s10.AddProduct(l, r0);
            s11.AddProduct(l, r1);
            l = TLane.Broadcast(left[2]);
            s20.AddProduct(l, r0);
            s21.AddProduct(l, r1);
            l = TLane.Broadcast(left[3]);
            s30.AddProduct(l, r0);
            s31.AddProduct(l, r1);
            l = TLane.Broadcast(left[4]);
            s40.AddProduct(l, r0);
            s41.AddProduct(l, r1);
            l = TLane.Broadcast(left[5]);
            s50.AddProduct(l, r0);
            s51.AddProduct(l, r1);

            left += Rows;
            right += Columns;
        }

        StoreRow(s00, s01, result, accumulate);
        StoreRow(s10, s11, result + stride, accumulate);
        StoreRow(s20, s21, result + (2 * stride), accumulate);
        StoreRow(s30, s31, result + (3 * stride), accumulate);
        StoreRow(s40, s41, result + (4 * stride), accumulate);
        StoreRow(s50, s51, result + (5 * stride), accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(TLane first, TLane second, float* target, bool accumulate)
    {
        if (accumulate)
        {
            first.Add(TLane.Load(target));
            second.Add(TLane.Load(target + TLane.Width));
        }

        first.Store(target);
        second.Store(target + TLane.Width);
    }
}
