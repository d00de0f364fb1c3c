using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Patina.Models.Weights;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>A table in 8 bits: per row a scale, and integers from -127 to 127.</summary>
internal static class RowQuantization
{
    private const int Largest = 127;

    public static IEnumerable<ReadOnlyMemory<byte>> Integers(Weight table) => WeightBlocks.Rows(table).Select(block =>
    {
        var integers = new sbyte[block.Length];
        for (var row = 0; row < block.Length; row += table.Columns)
        {
            var scale = ScaleOf(block.AsSpan(row, table.Columns));
            for (var i = row; i < row + table.Columns; i++)
                integers[i] = (sbyte)MathF.Round(block[i] / scale);
        }

        return (ReadOnlyMemory<byte>)MemoryMarshal.AsBytes(integers.AsSpan()).ToArray();
    });

    public static IEnumerable<ReadOnlyMemory<byte>> Scales(Weight table) => WeightBlocks.Rows(table).Select(block =>
    {
        var scales = new float[block.Length / table.Columns];
        for (var row = 0; row < scales.Length; row++)
            scales[row] = ScaleOf(block.AsSpan(row * table.Columns, table.Columns));
        return WeightBlocks.Bytes(scales);
    });

    private static float ScaleOf(ReadOnlySpan<float> row) =>
        TensorPrimitives.MaxMagnitude(row) is var largest && largest == 0 ? 1 : MathF.Abs(largest) / Largest;
}
