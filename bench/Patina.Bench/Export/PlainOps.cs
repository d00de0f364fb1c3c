using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;
using Patina.Models;
using Patina.Models.Weights;

namespace Patina.Bench.Export;

/// <summary>
/// The export's operations, but for those that are to be made of ONNX's plain operators alone, as exporters that follow a program step by step
/// write them. What an operator of ONNX Runtime gains is the difference.
/// </summary>
/// <param name="fused">The export's own.</param>
/// <param name="plain">Of <see cref="Operators"/>, those to take apart; <c>rotary</c> and RMS norms only with <c>attention</c>, whose form of heads they take.</param>
internal sealed class PlainOps(Graph graph, ITensorOps<string> fused, IReadOnlySet<string> plain) : ITensorOps<string>
{
    /// <summary>Those that can be taken apart.</summary>
    public static readonly string[] Operators = ["norm", "activation", "rotary", "attention"];

    /// <summary>Matrices in 8 bits with activations quantised by the range of the whole batch.</summary>
    public const string Dynamic = "dynamic";

    public string Embed(Weight table, string ids) => fused.Embed(table, ids);

    public string EmbedPositions(Weight table, string ids) => fused.EmbedPositions(table, ids);

    public string FirstRow(Weight table) => fused.FirstRow(table);

    public string Linear(string x, Weight weight, Weight? bias)
    {
        if (!plain.Contains(Dynamic))
            return fused.Linear(x, weight, bias);
        List<string> inputs = [x, .. Quantized(weight), ""];
        if (bias is not null)
            inputs.Add(Constant(bias));
        return graph.Node(Graph.Microsoft, "DynamicQuantizeMatMul", inputs);
    }

    public string LayerNorm(string x, Weight weight, Weight? bias, float epsilon)
    {
        if (!plain.Contains("norm"))
            return fused.LayerNorm(x, weight, bias, epsilon);
        var centred = graph.Node("Sub", [x, Mean(x)]);
        var scaled = graph.Node("Mul", [Scaled(centred, epsilon), Constant(weight)]);
        return bias is null ? scaled : graph.Node("Add", [scaled, Constant(bias)]);
    }

    public string RmsNorm(string x, Weight weight, float epsilon) =>
        plain.Contains("norm") && plain.Contains("attention") ? graph.Node("Mul", [Scaled(x, epsilon), Constant(weight)]) : fused.RmsNorm(x, weight, epsilon);

    public string Add(string x, string y) => fused.Add(x, y);

    public string Multiply(string x, string y) => fused.Multiply(x, y);

    public string Activate(string x, Activation activation)
    {
        if (!plain.Contains("activation"))
            return fused.Activate(x, activation);
        if (activation == Activation.Silu)
            return graph.Node("Mul", [x, graph.Node("Sigmoid", [x])]);
        if (activation != Activation.Gelu)
            throw new NotSupportedException($"{activation} is in none of the shapes measured.");
        var erf = graph.Node("Erf", [graph.Node("Div", [x, graph.Scalar(MathF.Sqrt(2))])]);
        return graph.Node("Mul", [graph.Node("Mul", [x, graph.Node("Add", [erf, graph.Scalar(1)])]), graph.Scalar(0.5f)]);
    }

    public string Slice(string x, int start, int count) => fused.Slice(x, start, count);

    public string SplitHeads(string x, int heads) =>
        plain.Contains("attention") ? SwapHeads(graph.Node("Reshape", [x, graph.Longs(0, 0, heads, -1)])) : fused.SplitHeads(x, heads);

    public string MergeHeads(string x) =>
        plain.Contains("attention") ? graph.Node("Reshape", [SwapHeads(x), graph.Longs(0, 0, -1)]) : fused.MergeHeads(x);

    public string Rotate(string x, RotaryTable rotary)
    {
        if (!plain.Contains("rotary"))
            return plain.Contains("attention") ? RotateTurned(x, rotary) : fused.Rotate(x, rotary);
        var half = rotary.Frequencies.Count;
        var (cosines, sines) = Angles(x, rotary);
        var first = graph.Node("Slice", [x, graph.Longs(0), graph.Longs(half), graph.Longs(3)]);
        var second = graph.Node("Slice", [x, graph.Longs(half), graph.Longs(2 * half), graph.Longs(3)]);
        var turned = graph.Node("Concat", [graph.Node("Neg", [second]), first], GraphAttribute.Integer("axis", -1));
        return graph.Node("Add", [graph.Node("Mul", [x, cosines]), graph.Node("Mul", [turned, sines])]);
    }

    public string AttentionBias(string mask, AttentionPattern pattern) => fused.AttentionBias(mask, pattern);

    public string Attention(string queries, string keys, string values, string bias, float scale)
    {
        if (!plain.Contains("attention"))
            return fused.Attention(queries, keys, values, bias, scale);
        var turned = graph.Node("Transpose", [Repeated(keys, queries)], GraphAttribute.Integers("perm", 0, 1, 3, 2));
        var scores = graph.Node("Mul", [graph.Node("MatMul", [queries, turned]), graph.Scalar(scale)]);
        var shares = graph.Node("Softmax", [graph.Node("Add", [scores, bias])], GraphAttribute.Integer("axis", -1));
        return graph.Node("MatMul", [shares, Repeated(values, queries)]);
    }

    public string Pool(string x, string mask, TokenPooling pooling) => fused.Pool(x, mask, pooling);

    public string Normalize(string x) => fused.Normalize(x);

    private readonly Dictionary<RotaryTable, (string Cosines, string Sines)> _angles = new(ReferenceEqualityComparer.Instance);

    /// <summary>ONNX Runtime's operator over heads that lie one behind the other.</summary>
    private string RotateTurned(string x, RotaryTable rotary)
    {
        var half = rotary.Frequencies.Count;
        var (cosines, sines) = Angles(x, rotary);
        return graph.Node(Graph.Microsoft, "RotaryEmbedding", [x, graph.Longs(0), FirstHalf(cosines), FirstHalf(sines)]);

        string FirstHalf(string angles) => graph.Node("Slice", [angles, graph.Longs(0), graph.Longs(half), graph.Longs(1)]);
    }

    private string Mean(string x) => graph.Node("ReduceMean", [x], GraphAttribute.Integers("axes", -1), GraphAttribute.Integer("keepdims", 1));

    private string Scaled(string x, float epsilon)
    {
        var square = Mean(graph.Node("Pow", [x, graph.Scalar(2)]));
        return graph.Node("Div", [x, graph.Node("Sqrt", [graph.Node("Add", [square, graph.Scalar(epsilon)])])]);
    }

    /// <summary>[columns × rows] in 8 bits, a scale for each row.</summary>
    private string[] Quantized(Weight weight)
    {
        var values = weight.Read();
        var integers = new sbyte[values.Length];
        var scales = new float[weight.Rows];
        for (var row = 0; row < weight.Rows; row++)
        {
            scales[row] = values.AsSpan(row * weight.Columns, weight.Columns).ToArray().Max(MathF.Abs) / 127;
            for (var column = 0; column < weight.Columns; column++)
                integers[(column * weight.Rows) + row] = (sbyte)MathF.Round(values[(row * weight.Columns) + column] / scales[row]);
        }

        return
        [
            graph.Tensor(weight.Name + ".d8", GraphTensor.Create<sbyte>(OnnxElementType.Int8, integers, weight.Columns, weight.Rows)),
            graph.Tensor(weight.Name + ".d8.scale", GraphTensor.Floats(scales, weight.Rows)),
        ];
    }

    private string Constant(Weight weight)
    {
        var name = weight.Name + ".plain";
        return graph.Tensors.ContainsKey(name) ? name : graph.Tensor(name, GraphTensor.Floats(weight.Read(), [.. weight.Shape.Select(size => (long)size)]));
    }

    private string SwapHeads(string x) => graph.Node("Transpose", [x], GraphAttribute.Integers("perm", 0, 2, 1, 3));

    /// <summary>Cosines and sines [l × d] of the angle of each token and number.</summary>
    private (string Cosines, string Sines) Angles(string x, RotaryTable rotary)
    {
        if (_angles.TryGetValue(rotary, out var known))
            return known;
        var length = graph.Node("Squeeze", [graph.Node("Shape", [x], GraphAttribute.Integer("start", 2), GraphAttribute.Integer("end", 3))]);
        var places = graph.Node("Range", [graph.Node("Squeeze", [graph.Longs(0)]), length, graph.Node("Squeeze", [graph.Longs(1)])]);
        var column = graph.Node("Unsqueeze", [graph.Node("Cast", [places], GraphAttribute.Integer("to", (int)OnnxElementType.Float)), graph.Longs(1)]);
        float[] speeds = [.. rotary.Frequencies.Concat(rotary.Frequencies).Select(frequency => (float)frequency)];
        var angles = graph.Node("Mul", [column, graph.Tensor($"plain_rotary_{_angles.Count}", GraphTensor.Floats(speeds, 1, speeds.Length))]);
        return _angles[rotary] = (graph.Node("Cos", [angles]), graph.Node("Sin", [angles]));
    }

    /// <summary>Each key head once for every query head that shares it.</summary>
    private string Repeated(string x, string queries)
    {
        var heads = graph.Node("Shape", [queries], GraphAttribute.Integer("start", 1), GraphAttribute.Integer("end", 2));
        var shared = graph.Node("Shape", [x], GraphAttribute.Integer("start", 1), GraphAttribute.Integer("end", 2));
        var groups = graph.Node("Div", [heads, shared]);
        var tail = graph.Node("Shape", [x], GraphAttribute.Integer("start", 2));
        var batch = graph.Node("Shape", [x], GraphAttribute.Integer("end", 1));
        var wide = graph.Node("Concat", [batch, shared, groups, tail], GraphAttribute.Integer("axis", 0));
        var repeated = graph.Node("Expand", [graph.Node("Unsqueeze", [x, graph.Longs(2)]), wide]);
        return graph.Node("Reshape", [repeated, graph.Node("Concat", [batch, heads, tail], GraphAttribute.Integer("axis", 0))]);
    }
}
