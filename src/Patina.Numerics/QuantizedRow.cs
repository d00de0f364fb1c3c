using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Patina.Numerics;

/// <summary>Arithmetic on rows of 8-bit numbers that share one scale.</summary>
public static class QuantizedRow
{
    private const int Block = 64;

    /// <summary>sum[i] += row[i] * factor. Each step is rounded by itself, so every machine gets the same bits.</summary>
    /// <param name="sum">As long as the row.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <remarks>Converting the row first and adding it with TensorPrimitives takes about four times as long (RowBenchmarks).</remarks>
    public static void AddScaled(ReadOnlySpan<sbyte> row, float factor, Span<float> sum)
    {
        if (row.Length != sum.Length)
            throw new ArgumentException($"The row has {row.Length} numbers, the sum {sum.Length}.", nameof(sum));

        var done = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var numbers = ref MemoryMarshal.GetReference(row);
            ref var sums = ref MemoryMarshal.GetReference(sum);
            var factors = Vector128.Create(factor);
            for (; done <= row.Length - Vector128<sbyte>.Count; done += Vector128<sbyte>.Count)
            {
                var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref numbers, (nuint)done));
                Add(low, factors, ref sums, (nuint)done);
                Add(high, factors, ref sums, (nuint)(done + Vector128<short>.Count));
            }
        }

        AddScaledScalar(row[done..], factor, sum[done..]);
    }

    /// <summary>sum = Σ factors[i] · table[rows[i]], to the bit what <see cref="AddScaled"/> gives row after row, and faster.</summary>
    /// <param name="table">[any × columns]</param>
    /// <param name="factors">One for each of <paramref name="rows"/>.</param>
    /// <param name="sum">[columns], overwritten.</param>
    /// <exception cref="ArgumentException">The lengths of <paramref name="rows"/> and <paramref name="factors"/> differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public static void Sum(ReadOnlySpan<sbyte> table, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors, Span<float> sum)
    {
        if (rows.Length != factors.Length)
            throw new ArgumentException($"{rows.Length} rows, but {factors.Length} factors.", nameof(factors));

        var columns = sum.Length;
        var done = 0;
        if (Avx2.IsSupported)
        {
            for (; done + Block <= columns; done += Block)
                SumBlock(table, columns, done, rows, factors, sum.Slice(done, Block));
        }

        var rest = sum[done..];
        rest.Clear();
        if (rest.IsEmpty)
            return;
        for (var i = 0; i < rows.Length; i++)
            AddScaled(table.Slice(rows[i] * columns, columns)[done..], factors[i], rest);
    }

    /// <summary>Keeps the sums of 64 columns in registers: loading and storing them takes longer than the arithmetic.</summary>
    private static unsafe void SumBlock(
        ReadOnlySpan<sbyte> table, int columns, int column, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors, Span<float> sum)
    {
        Vector256<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        fixed (sbyte* numbers = table)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var row = numbers + CheckedStart(table, rows[i], columns) + column;
                var factor = Vector256.Create(factors[i]);
                a += Floats(row) * factor;
                b += Floats(row + 8) * factor;
                c += Floats(row + 16) * factor;
                d += Floats(row + 24) * factor;
                e += Floats(row + 32) * factor;
                f += Floats(row + 40) * factor;
                g += Floats(row + 48) * factor;
                h += Floats(row + 56) * factor;
            }
        }

        var wide = MemoryMarshal.Cast<float, Vector256<float>>(sum);
        (wide[0], wide[1], wide[2], wide[3], wide[4], wide[5], wide[6], wide[7]) = (a, b, c, d, e, f, g, h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<float> Floats(sbyte* numbers) => Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CheckedStart(ReadOnlySpan<sbyte> table, int row, int columns)
    {
        var start = (long)row * columns;
        if (row < 0 || start + columns > table.Length)
            throw new ArgumentOutOfRangeException(nameof(row), row, $"The table has {table.Length / columns} rows.");
        return (int)start;
    }

    /// <summary>The definition, one number at a time.</summary>
    internal static void AddScaledScalar(ReadOnlySpan<sbyte> row, float factor, Span<float> sum)
    {
        for (var i = 0; i < row.Length; i++)
            sum[i] += row[i] * factor;
    }

    private static void Add(Vector128<short> numbers, Vector128<float> factors, ref float sums, nuint at)
    {
        var (low, high) = Vector128.Widen(numbers);
        var next = at + (nuint)Vector128<float>.Count;
        (Vector128.LoadUnsafe(ref sums, at) + (Vector128.ConvertToSingle(low) * factors)).StoreUnsafe(ref sums, at);
        (Vector128.LoadUnsafe(ref sums, next) + (Vector128.ConvertToSingle(high) * factors)).StoreUnsafe(ref sums, next);
    }
}
