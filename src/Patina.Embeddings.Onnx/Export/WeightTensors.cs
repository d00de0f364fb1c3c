using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;
using Patina.Models.Weights;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>
/// Puts a model's weights into a graph, each once, and the nodes that use them, which depend on how they are stored. What is
/// written is made while the file is, so that one weight is in memory at a time.
/// </summary>
internal sealed class WeightTensors(Graph graph, ModelPrecision precision)
{
    private readonly Dictionary<(Weight Weight, string Form), string> _names = [];

    /// <summary>The weight as it is, [rows × columns] or [columns].</summary>
    /// <returns>A value of 32-bit floats.</returns>
    public string AsIs(Weight weight) =>
        Floats(weight, "", [.. weight.Shape.Select(size => (long)size)], () => WeightBlocks.Rows(weight));

    /// <summary>Rows of a table: ids of any shape to that shape with the table's width behind it.</summary>
    public string Rows(Weight table, string ids)
    {
        if (precision is not (ModelPrecision.Int8 or ModelPrecision.Int4))
            return graph.Node("Gather", [AsIs(table), ids]);

        var integers = Add(table, ".i8", OnnxElementType.Int8, [table.Rows, table.Columns], () => RowQuantization.Integers(table));
        var scales = Add(table, ".scale", OnnxElementType.Float, [table.Rows, 1], () => RowQuantization.Scales(table));
        var rows = graph.Node("Cast", [graph.Node("Gather", [integers, ids])], GraphAttribute.Integer("to", (int)OnnxElementType.Float));
        return graph.Node("Mul", [rows, graph.Node("Gather", [scales, ids])]);
    }

    /// <summary>x·Wᵀ.</summary>
    public string Product(string x, Weight weight) => precision switch
    {
        ModelPrecision.Int8 => Quantized(x, weight, bits: 8),
        ModelPrecision.Int4 => Quantized(x, weight, bits: 4),
        _ => graph.Node("MatMul", [x, Floats(weight, ".T", [weight.Columns, weight.Rows], () => WeightBlocks.Columns(weight))]),
    };

    private string Quantized(string x, Weight weight, int bits)
    {
        const int size = BlockQuantization.BlockSize;
        const int computeInIntegers = 4;
        var blocks = BlockQuantization.BlocksPerRow(weight);
        var integers = Add(weight, $".q{bits}", OnnxElementType.UInt8, [weight.Rows, blocks, size * bits / 8], () => BlockQuantization.Integers(weight, bits));
        var scales = Add(weight, $".q{bits}.scale", OnnxElementType.Float, [(long)weight.Rows * blocks], () => BlockQuantization.Scales(weight, bits));
        return graph.Node(
            Graph.Microsoft, "MatMulNBits", [x, integers, scales],
            GraphAttribute.Integer("K", weight.Columns), GraphAttribute.Integer("N", weight.Rows), GraphAttribute.Integer("bits", bits),
            GraphAttribute.Integer("block_size", size), GraphAttribute.Integer("accuracy_level", computeInIntegers));
    }

    private string Floats(Weight weight, string form, long[] shape, Func<IEnumerable<float[]>> blocks)
    {
        if (precision != ModelPrecision.Fp16)
            return Add(weight, form, OnnxElementType.Float, shape, () => blocks().Select(WeightBlocks.Bytes));

        var half = Add(weight, form, OnnxElementType.Float16, shape, () => blocks().Select(WeightBlocks.HalfBytes));
        if (!_names.TryGetValue((weight, form + ".float"), out var name))
            _names.Add((weight, form + ".float"), name = graph.Node("Cast", [half], GraphAttribute.Integer("to", (int)OnnxElementType.Float)));
        return name;
    }

    private string Add(Weight weight, string form, OnnxElementType type, long[] shape, Func<IEnumerable<ReadOnlyMemory<byte>>> blocks)
    {
        if (!_names.TryGetValue((weight, form), out var name))
            _names.Add((weight, form), name = graph.Tensor(weight.Name + form, GraphTensor.Streamed(type, shape, blocks)));
        return name;
    }
}
