using System.Runtime.InteropServices;
using Patina.Models.Weights;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>Reads weights in blocks, in the order in which they are written.</summary>
internal static class WeightBlocks
{
    private const int BlockRows = 1024;

    /// <summary>Row by row.</summary>
    public static IEnumerable<float[]> Rows(Weight weight)
    {
        for (var first = 0; first < weight.Rows; first += BlockRows)
        {
            var block = new float[Math.Min(BlockRows, weight.Rows - first) * weight.Columns];
            weight.ReadRows(first, block);
            yield return block;
        }

        weight.Release();
    }

    /// <summary>Column by column; the whole matrix is in memory meanwhile.</summary>
    public static IEnumerable<float[]> Columns(Weight weight)
    {
        var values = weight.Read();
        weight.Release();
        for (var first = 0; first < weight.Columns; first += BlockRows)
        {
            var count = Math.Min(BlockRows, weight.Columns - first);
            var block = new float[count * weight.Rows];
            for (var row = 0; row < weight.Rows; row++)
            {
                for (var column = 0; column < count; column++)
                    block[(column * weight.Rows) + row] = values[(row * weight.Columns) + first + column];
            }

            yield return block;
        }
    }

    public static ReadOnlyMemory<byte> Bytes(float[] block) => MemoryMarshal.AsBytes(block.AsSpan()).ToArray();

    public static ReadOnlyMemory<byte> HalfBytes(float[] block) =>
        MemoryMarshal.AsBytes(Array.ConvertAll(block, value => (Half)value).AsSpan()).ToArray();
}
