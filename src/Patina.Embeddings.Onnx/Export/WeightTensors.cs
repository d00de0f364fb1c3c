using System.Runtime.InteropServices;
using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;
using Patina.Models.Weights;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>
/// Puts a model's weights into a graph, each once and as 32-bit floats to the nodes that use it, however it is stored. What
/// is written is made while the file is, so that one weight is in memory at a time.
/// </summary>
internal sealed class WeightTensors(Graph graph, bool half)
{
    private const int BlockRows = 1024;

    private readonly Dictionary<(Weight Weight, bool Transposed), string> _names = [];

    /// <summary>The weight as it is, [rows × columns] or [columns].</summary>
    /// <returns>The name of a value of 32-bit floats.</returns>
    public string AsIs(Weight weight) =>
        Add(weight, transposed: false, [.. weight.Shape.Select(size => (long)size)], () => Rows(weight));

    /// <summary>A matrix [rows × columns] as [columns × rows], which is how a product takes it from the right.</summary>
    public string Transposed(Weight weight) =>
        Add(weight, transposed: true, [weight.Columns, weight.Rows], () => Columns(weight));

    private string Add(Weight weight, bool transposed, long[] shape, Func<IEnumerable<float[]>> blocks)
    {
        if (_names.TryGetValue((weight, transposed), out var known))
            return known;
        var name = transposed ? weight.Name + ".T" : weight.Name;
        var type = half ? OnnxElementType.Float16 : OnnxElementType.Float;
        graph.Tensor(name, GraphTensor.Streamed(type, shape, () => blocks().Select(Bytes)));
        if (half)
            name = graph.Node("Cast", [name], GraphAttribute.Integer("to", (int)OnnxElementType.Float));
        _names.Add((weight, transposed), name);
        return name;
    }

    private ReadOnlyMemory<byte> Bytes(float[] block) => half
        ? MemoryMarshal.AsBytes(Array.ConvertAll(block, value => (Half)value).AsSpan()).ToArray()
        : MemoryMarshal.AsBytes(block.AsSpan()).ToArray();

    private static IEnumerable<float[]> Rows(Weight weight)
    {
        for (var first = 0; first < weight.Rows; first += BlockRows)
        {
            var block = new float[Math.Min(BlockRows, weight.Rows - first) * weight.Columns];
            weight.ReadRows(first, block);
            yield return block;
        }
    }

    private static IEnumerable<float[]> Columns(Weight weight)
    {
        var values = weight.Read();
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
}
