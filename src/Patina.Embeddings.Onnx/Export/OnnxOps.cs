using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;
using Patina.Models;
using Patina.Models.Weights;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>
/// Records the operations of a model as nodes of an ONNX graph; a tensor is the name of a value. Operators of ONNX Runtime's own
/// domain are used where it has one for the whole operation.
/// </summary>
internal sealed class OnnxOps(Graph graph, WeightTensors weights) : ITensorOps<string>
{
    private const string Microsoft = "com.microsoft";

    private readonly Dictionary<RotaryTable, (string Cosines, string Sines)> _rotations = new(ReferenceEqualityComparer.Instance);
    private string? _positions;

    public string Embed(Weight table, string ids) => weights.Rows(table, ids);

    public string EmbedPositions(Weight table, string ids)
    {
        var rows = graph.Node("Slice", [weights.AsIs(table), graph.Longs(0), Length(ids), graph.Longs(0)]);
        return graph.Node("Unsqueeze", [rows, graph.Longs(0)]);
    }

    public string FirstRow(Weight table) =>
        graph.Node("Gather", [weights.AsIs(table), graph.Node("Reshape", [graph.Longs(0), graph.Longs(1, 1)])]);

    public string Linear(string x, Weight weight, Weight? bias)
    {
        var product = weights.Product(x, weight);
        return bias is null ? product : Add(product, weights.AsIs(bias));
    }

    public string LayerNorm(string x, Weight weight, Weight? bias, float epsilon)
    {
        List<string> inputs = [x, weights.AsIs(weight)];
        if (bias is not null)
            inputs.Add(weights.AsIs(bias));
        return graph.Node("LayerNormalization", inputs, GraphAttribute.Integer("axis", -1), GraphAttribute.Float("epsilon", epsilon));
    }

    public string RmsNorm(string x, Weight weight, float epsilon) => graph.Node(
        "SimplifiedLayerNormalization", [x, weights.AsIs(weight)], GraphAttribute.Integer("axis", -1), GraphAttribute.Float("epsilon", epsilon));

    public string Add(string x, string y) => graph.Node("Add", [x, y]);

    public string Multiply(string x, string y) => graph.Node("Mul", [x, y]);

    public string Activate(string x, Activation activation) => activation switch
    {
        Activation.Gelu => graph.Node(Microsoft, "Gelu", [x]),
        Activation.GeluTanh => graph.Node(Microsoft, "FastGelu", [x]),
        Activation.Silu => graph.Node(Microsoft, "QuickGelu", [x], GraphAttribute.Float("alpha", 1)), // x·σ(αx)
        _ => graph.Node("Relu", [x]),
    };

    public string Slice(string x, int start, int count) =>
        graph.Node("Slice", [x, graph.Longs(start), graph.Longs(start + count), graph.Longs(-1)]);

    public string SplitHeads(string x, int heads) =>
        SwapHeads(graph.Node("Reshape", [x, graph.Longs(0, 0, heads, -1)]));

    public string MergeHeads(string x) => graph.Node("Reshape", [SwapHeads(x), graph.Longs(0, 0, -1)]);

    public string Rotate(string x, RotaryTable rotary)
    {
        if (!_rotations.TryGetValue(rotary, out var angles))
            _rotations.Add(rotary, angles = Angles(x, rotary));
        return graph.Node(Microsoft, "RotaryEmbedding", [x, graph.Longs(0), angles.Cosines, angles.Sines]);
    }

    public string AttentionBias(string mask, AttentionPattern pattern)
    {
        var seen = graph.Node("Unsqueeze", [graph.Node("Cast", [mask], To(OnnxElementType.Bool)), graph.Longs(1, 2)]);
        if (pattern.Before is not null || pattern.After is not null)
            seen = graph.Node("And", [seen, Pattern(mask, pattern)]);
        return graph.Node("Where", [seen, graph.Scalar(0), graph.Scalar(AttentionPattern.Unseen)]);
    }

    public string Attention(string queries, string keys, string values, string bias, float scale)
    {
        // [b×n×l×d] is seen as [b×m×n/m×l×d], so that a key head meets its query heads without being repeated.
        var groups = graph.Node("Shape", [keys], GraphAttribute.Integer("start", 1), GraphAttribute.Integer("end", 2));
        var tail = graph.Node("Shape", [queries], GraphAttribute.Integer("start", 2));
        var grouped = graph.Node("Concat", [graph.Longs(0), groups, graph.Longs(-1), tail], GraphAttribute.Integer("axis", 0));
        var shape = graph.Node("Shape", [queries]);
        var transposed = graph.Node("Transpose", [keys], GraphAttribute.Integers("perm", 0, 1, 3, 2));
        var scaled = Multiply(queries, graph.Scalar(scale));

        var scores = graph.Node("MatMul", [graph.Node("Reshape", [scaled, grouped]), Unsqueeze(transposed, 2)]);
        var shares = graph.Node("Softmax", [Add(scores, Unsqueeze(bias, 2))], GraphAttribute.Integer("axis", -1));
        return graph.Node("Reshape", [graph.Node("MatMul", [shares, Unsqueeze(values, 2)]), shape]);
    }

    public string Pool(string x, string mask, TokenPooling pooling)
    {
        var real = graph.Node("Cast", [mask], To(OnnxElementType.Float));
        var counted = pooling == TokenPooling.Mean ? real : OneToken(mask, last: pooling == TokenPooling.LastToken);
        var total = graph.Node("ReduceSum", [Multiply(x, Unsqueeze(counted, 2)), graph.Longs(1)], GraphAttribute.Integer("keepdims", 0));
        var count = graph.Node("ReduceSum", [counted, graph.Longs(1)], GraphAttribute.Integer("keepdims", 1));
        return graph.Node("Div", [total, count]);
    }

    public string Normalize(string x)
    {
        var length = graph.Node("ReduceL2", [x], GraphAttribute.Integers("axes", -1), GraphAttribute.Integer("keepdims", 1));
        return graph.Node("Div", [x, graph.Node("Max", [length, graph.Scalar(1e-12f)])]);
    }

    private static GraphAttribute To(OnnxElementType type) => GraphAttribute.Integer("to", (int)type);

    private string SwapHeads(string x) => graph.Node("Transpose", [x], GraphAttribute.Integers("perm", 0, 2, 1, 3));

    private string Unsqueeze(string x, int axis) => graph.Node("Unsqueeze", [x, graph.Longs(axis)]);

    /// <summary>The number of tokens, [1], from anything whose second axis they are.</summary>
    private string Length(string ids) => graph.Node("Shape", [ids], GraphAttribute.Integer("start", 1), GraphAttribute.Integer("end", 2));

    /// <summary>0 to l-1, [l].</summary>
    /// <param name="length">[1].</param>
    private string Positions(string length)
    {
        string Scalar(string one) => graph.Node("Squeeze", [one]);
        return _positions ??= graph.Node("Range", [Scalar(graph.Longs(0)), Scalar(length), Scalar(graph.Longs(1))]);
    }

    /// <summary>Cosines and sines of position · frequency, each [l × d/2].</summary>
    /// <param name="x">[b×n×l×d].</param>
    private (string Cosines, string Sines) Angles(string x, RotaryTable rotary)
    {
        var length = graph.Node("Shape", [x], GraphAttribute.Integer("start", 2), GraphAttribute.Integer("end", 3));
        var positions = Unsqueeze(graph.Node("Cast", [Positions(length)], To(OnnxElementType.Float)), 1);
        var frequencies = graph.Tensor($"rotary_{_rotations.Count}", GraphTensor.Floats(
            [.. rotary.Frequencies.Select(frequency => (float)frequency)], 1, rotary.Frequencies.Count));
        var angles = Multiply(positions, frequencies);
        var scale = graph.Scalar((float)rotary.Scale);
        return (Multiply(graph.Node("Cos", [angles]), scale), Multiply(graph.Node("Sin", [angles]), scale));
    }

    /// <summary>Which token sees which, padding aside: [1×1×l×l] of truth values.</summary>
    private string Pattern(string mask, AttentionPattern pattern)
    {
        var positions = Positions(Length(mask));
        var distance = graph.Node("Sub", [Unsqueeze(positions, 1), Unsqueeze(positions, 0)]);
        var before = pattern.Before is { } most ? graph.Node("LessOrEqual", [distance, graph.Longs(most)]) : null;
        var after = pattern.After is { } furthest ? graph.Node("GreaterOrEqual", [distance, graph.Longs(-furthest)]) : null;
        var seen = before is null ? after! : after is null ? before : graph.Node("And", [before, after]);
        return graph.Node("Unsqueeze", [seen, graph.Longs(0, 1)]);
    }

    /// <summary>1 at the first or the last real token of each text, 0 elsewhere: [b×l].</summary>
    private string OneToken(string mask, bool last)
    {
        var place = graph.Node("ArgMax", [mask], GraphAttribute.Integer("axis", 1), GraphAttribute.Integer("keepdims", 1), GraphAttribute.Integer("select_last_index", last ? 1 : 0));
        return graph.Node("Cast", [graph.Node("Equal", [Unsqueeze(Positions(Length(mask)), 0), place])], To(OnnxElementType.Float));
    }
}
