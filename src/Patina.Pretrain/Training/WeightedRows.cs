using System.Numerics;
using System.Runtime.InteropServices;

namespace Patina.Pretrain.Training;

/// <summary>Adds up rows of a table, keeping the sum in registers: what training spends on tokens is reading their rows.</summary>
internal static class WeightedRows
{
    private const int Registers = 8;

    private static int Block => Registers * Vector<float>.Count;

    /// <summary>sum = Σ weights[i] · table[rows[i]], in the order of i.</summary>
    /// <param name="table">[any × columns]</param>
    /// <param name="sum">[columns], overwritten.</param>
    public static void Sum(ReadOnlySpan<float> table, ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, Span<float> sum)
    {
        var columns = sum.Length;
        var column = 0;
        for (; column + Block <= columns; column += Block)
            SumBlock(table[column..], columns, rows, weights, MemoryMarshal.Cast<float, Vector<float>>(sum.Slice(column, Block)));
        for (; column < columns; column++)
        {
            var value = 0f;
            for (var i = 0; i < rows.Length; i++)
                value += weights[i] * table[(rows[i] * columns) + column];
            sum[column] = value;
        }
    }

    private static void SumBlock(ReadOnlySpan<float> table, int columns, ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, Span<Vector<float>> sum)
    {
        Vector<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        weights = weights[..rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var weight = new Vector<float>(weights[i]);
            var row = MemoryMarshal.Cast<float, Vector<float>>(table.Slice(rows[i] * columns, Block));
            a = Vector.MultiplyAddEstimate(row[0], weight, a);
            b = Vector.MultiplyAddEstimate(row[1], weight, b);
            c = Vector.MultiplyAddEstimate(row[2], weight, c);
            d = Vector.MultiplyAddEstimate(row[3], weight, d);
            e = Vector.MultiplyAddEstimate(row[4], weight, e);
            f = Vector.MultiplyAddEstimate(row[5], weight, f);
            g = Vector.MultiplyAddEstimate(row[6], weight, g);
            h = Vector.MultiplyAddEstimate(row[7], weight, h);
        }

        (sum[0], sum[1], sum[2], sum[3], sum[4], sum[5], sum[6], sum[7]) = (a, b, c, d, e, f, g, h);
    }
}
