using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;

namespace Patina.Tests.Onnx.Models;

/// <summary>The pieces that transformers consist of, as nodes of a graph; shaped as exporters write them.</summary>
internal sealed class GraphLayers(Graph graph, GraphWeights weights)
{
    private readonly HashSet<string> _added = [];

    /// <summary>Rows of a table by ids.</summary>
    public string Embedding(string name, string ids)
    {
        if (weights.Precision != GraphPrecision.Int8)
            return graph.Node("Gather", [Tensor(name), ids]);

        var table = weights.Plain(name);
        var (values, scale) = GraphWeights.Quantize(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(table.ToArray()).ToArray(), [.. table.Shape]);
        var rows = graph.Node("Gather", [graph.Tensor($"{name}_quantized", values), ids]);
        return graph.Node("DequantizeLinear", [rows, graph.Scalar(scale)]);
    }

    /// <summary>x · Wᵀ, plus a bias where there is one.</summary>
    public string Linear(string x, string weightName, string? biasName = null)
    {
        var (values, shape) = weights.Transposed(weightName);
        var product = weights.Precision == GraphPrecision.Int8
            ? QuantizedProduct(x, weightName, values, shape)
            : graph.Node("MatMul", [x, graph.Tensor($"{weightName}_transposed", weights.Float(values, shape))]);
        return biasName is null ? product : graph.Node("Add", [product, Tensor(biasName)]);
    }

    public string LayerNorm(string x, string name, float epsilon) =>
        graph.Node("LayerNormalization", [x, Tensor($"{name}.weight"), Tensor($"{name}.bias")],
            GraphAttribute.Integer("axis", -1), GraphAttribute.Float("epsilon", epsilon));

    /// <summary>w · x / √(mean(x²) + ε) over the last dimension.</summary>
    public string RootMeanSquareNorm(string x, string name, float epsilon)
    {
        var squares = graph.Node("ReduceMean", [graph.Node("Mul", [x, x])], GraphAttribute.Integers("axes", -1), GraphAttribute.Integer("keepdims", 1));
        var root = graph.Node("Sqrt", [graph.Node("Add", [squares, Number(epsilon)])]);
        return graph.Node("Mul", [graph.Node("Div", [x, root]), Tensor($"{name}.weight")]);
    }

    /// <summary>x/2 · (1 + erf(x/√2)).</summary>
    public string Gelu(string x)
    {
        var erf = graph.Node("Erf", [graph.Node("Div", [x, Number(MathF.Sqrt(2))])]);
        return graph.Node("Mul", [graph.Node("Mul", [x, graph.Node("Add", [erf, Number(1)])]), Number(0.5f)]);
    }

    public string Silu(string x) => graph.Node("Mul", [x, graph.Node("Sigmoid", [x])]);

    /// <summary>[rows, length, heads · size] as [rows, heads, length, size].</summary>
    public string SplitHeads(string x, long heads, long size, params long[] order)
    {
        var split = graph.Node("Reshape", [x, graph.Longs(0, 0, heads, size)]);
        return graph.Node("Transpose", [split], GraphAttribute.Integers("perm", order.Length == 0 ? [0, 2, 1, 3] : order));
    }

    /// <summary>softmax(q·kᵀ/√size + mask)·v, joined to [rows, length, heads · size].</summary>
    /// <param name="keysTurned">[rows, heads, size, keys].</param>
    /// <param name="mask">0 where a key may be seen, a very negative number elsewhere.</param>
    public string Attention(string queries, string keysTurned, string values, string mask, long size, long width)
    {
        var scores = graph.Node("Div", [graph.Node("MatMul", [queries, keysTurned]), Number(MathF.Sqrt(size))]);
        var shares = graph.Node("Softmax", [graph.Node("Add", [scores, mask])], GraphAttribute.Integer("axis", -1));
        var seen = graph.Node("MatMul", [shares, values]);
        var joined = graph.Node("Transpose", [seen], GraphAttribute.Integers("perm", 0, 2, 1, 3));
        return graph.Node("Reshape", [joined, graph.Longs(0, 0, width)]);
    }

    /// <summary>0 where <paramref name="visible"/> is 1, the lowest finite number where it is 0.</summary>
    /// <param name="visible">Of the type that flows through the graph.</param>
    public string MaskOf(string visible) =>
        graph.Node("Mul", [graph.Node("Sub", [Number(1), visible]), Number(weights.Type == OnnxElementType.Float ? float.MinValue : (float)Half.MinValue)]);

    /// <summary>A cast to the type that flows through the graph.</summary>
    public string ToFloat(string x) => Cast(x, weights.Type);

    public string Cast(string x, OnnxElementType type) => graph.Node("Cast", [x], GraphAttribute.Integer("to", (int)type));

    /// <summary>A single number of the type that flows through the graph.</summary>
    public string Number(float value)
    {
        if (weights.Type == OnnxElementType.Float)
            return graph.Scalar(value);
        var name = $"half_{BitConverter.SingleToUInt32Bits(value):x8}";
        if (_added.Add(name))
            graph.Tensor(name, weights.Float([value]));
        return name;
    }

    public string Tensor(string name)
    {
        if (_added.Add(name))
            graph.Tensor(name, weights.Plain(name));
        return name;
    }

    /// <summary>The size of a dimension, as a tensor of one number.</summary>
    public string SizeOf(string x, int dimension) =>
        graph.Node("Slice", [graph.Node("Shape", [x]), graph.Longs(dimension), graph.Longs(dimension + 1), graph.Longs(0)]);

    private string QuantizedProduct(string x, string name, float[] values, long[] shape)
    {
        var (quantized, scale) = GraphWeights.Quantize(values, shape);
        var input = graph.Node("DynamicQuantizeLinear", [x], [$"{name}_x", $"{name}_x_scale", $"{name}_x_zero"]);
        var zero = graph.Tensor($"{name}_zero", GraphTensor.Create<sbyte>(OnnxElementType.Int8, [0]));
        var sum = graph.Node("MatMulInteger", [input[0], graph.Tensor($"{name}_quantized", quantized), input[2], zero]);
        return graph.Node("Mul", [Cast(sum, OnnxElementType.Float), graph.Node("Mul", [input[1], graph.Scalar(scale)])]);
    }
}
