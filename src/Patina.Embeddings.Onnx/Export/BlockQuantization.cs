using System.Numerics.Tensors;
using Patina.Models.Weights;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>
/// A matrix as <c>MatMulNBits</c> takes it: each row in blocks of 32 numbers, the last filled up with zeros; per block a scale,
/// and integers around the middle of their range, two to a byte where they have 4 bits, the first in the low half.
/// </summary>
internal static class BlockQuantization
{
    public const int BlockSize = 32;

    public static int BlocksPerRow(Weight weight) => (weight.Columns + BlockSize - 1) / BlockSize;

    public static IEnumerable<ReadOnlyMemory<byte>> Integers(Weight weight, int bits) => WeightBlocks.Rows(weight).Select(block =>
    {
        var blocksPerRow = BlocksPerRow(weight);
        var bytes = new byte[block.Length / weight.Columns * blocksPerRow * BlockSize * bits / 8];
        var written = bytes.AsSpan();
        foreach (var (start, length) in Ranges(block.Length, weight.Columns))
        {
            Quantize(block.AsSpan(start, length), bits, written[..(BlockSize * bits / 8)]);
            written = written[(BlockSize * bits / 8)..];
        }

        return (ReadOnlyMemory<byte>)bytes;
    });

    public static IEnumerable<ReadOnlyMemory<byte>> Scales(Weight weight, int bits) => WeightBlocks.Rows(weight).Select(block =>
        WeightBlocks.Bytes([.. Ranges(block.Length, weight.Columns).Select(range => ScaleOf(block.AsSpan(range.Start, range.Length), bits))]));

    /// <summary>The numbers of each block, the last of a row being shorter where the width is no multiple.</summary>
    private static IEnumerable<(int Start, int Length)> Ranges(int numbers, int columns)
    {
        for (var row = 0; row < numbers; row += columns)
        {
            for (var start = 0; start < columns; start += BlockSize)
                yield return (row + start, Math.Min(BlockSize, columns - start));
        }
    }

    /// <summary>The largest number lies at the lower end, which reaches one further than the upper.</summary>
    private static float ScaleOf(ReadOnlySpan<float> numbers, int bits) =>
        TensorPrimitives.MaxMagnitude(numbers) is var largest && largest == 0 ? 1 : -largest / (1 << (bits - 1));

    private static void Quantize(ReadOnlySpan<float> numbers, int bits, Span<byte> bytes)
    {
        var middle = 1 << (bits - 1);
        var scale = ScaleOf(numbers, bits);
        for (var i = 0; i < BlockSize; i++)
        {
            var integer = i < numbers.Length ? Math.Clamp((int)MathF.Round(numbers[i] / scale) + middle, 0, (2 * middle) - 1) : middle;
            if (bits == 8)
                bytes[i] = (byte)integer;
            else
                bytes[i / 2] |= (byte)(integer << (i % 2 * 4));
        }
    }
}
