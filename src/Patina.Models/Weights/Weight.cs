using System.Runtime.InteropServices;
using Patina.Safetensors;

namespace Patina.Models.Weights;

/// <summary>A weight of a model: where it lies, and its numbers as 32-bit floats, however they are stored.</summary>
/// <param name="Name">As the file has it, prefix included.</param>
/// <param name="Shape">Of the numbers, not of what they are packed in; one or two dimensions.</param>
/// <param name="File">Mapped; belongs to the model.</param>
/// <param name="Stored">The tensor as it lies there.</param>
/// <param name="Quantized">Null when the numbers are stored as they are.</param>
public sealed record Weight(string Name, IReadOnlyList<int> Shape, SafetensorsFile File, TensorInfo Stored, QuantizedGroups? Quantized)
{
    private const int WordBits = 32;

    /// <summary>Numbers in the last dimension.</summary>
    public int Columns => Shape[^1];

    public int Rows => Shape.Count == 1 ? 1 : Shape[0];

    /// <summary>Reads some rows.</summary>
    /// <param name="destination">Receives a whole number of rows, row-major.</param>
    public void ReadRows(int first, Span<float> destination)
    {
        if (Quantized is null)
            File.ReadFloats(Stored, (long)first * Columns, destination);
        else
            Dequantize(Quantized, first, destination);
    }

    /// <summary>All numbers, row-major.</summary>
    public float[] Read()
    {
        var values = new float[Rows * (long)Columns];
        ReadRows(0, values);
        return values;
    }

    /// <summary>Gives back the memory that reading took; see <see cref="SafetensorsFile.Release"/>.</summary>
    public void Release()
    {
        File.Release(Stored);
        if (Quantized is null)
            return;
        File.Release(Quantized.Scales);
        File.Release(Quantized.Biases);
    }

    private void Dequantize(QuantizedGroups groups, int first, Span<float> destination)
    {
        var groupsPerRow = Columns / groups.GroupSize;
        var scales = new float[groupsPerRow];
        var biases = new float[groupsPerRow];
        var rowBytes = Columns * groups.Bits / 8;
        for (var row = 0; row < destination.Length / Columns; row++)
        {
            var index = (long)first + row;
            File.ReadFloats(groups.Scales, index * groupsPerRow, scales);
            File.ReadFloats(groups.Biases, index * groupsPerRow, biases);
            var words = MemoryMarshal.Cast<byte, uint>(File.GetBytes(Stored, index * rowBytes, rowBytes));
            Unpack(groups, words, scales, biases, destination.Slice(row * Columns, Columns));
        }
    }

    private static void Unpack(QuantizedGroups groups, ReadOnlySpan<uint> words, float[] scales, float[] biases, Span<float> row)
    {
        var perWord = WordBits / groups.Bits;
        var mask = (1u << groups.Bits) - 1;
        for (var i = 0; i < row.Length; i++)
        {
            var integer = (words[i / perWord] >> (i % perWord * groups.Bits)) & mask;
            row[i] = (integer * scales[i / groups.GroupSize]) + biases[i / groups.GroupSize];
        }
    }
}
