using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;
using Patina.Models;
using Patina.Models.Weights;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>
/// Records the operations of a model as nodes of an ONNX graph; a tensor is the name of a value. Operators of ONNX Runtime's own
/// domain are used where it has one for the whole operation. See docs/adr/0009-operators-of-exported-graphs.md.
/// </summary>
internal sealed class OnnxOps(Graph graph, WeightTensors weights) : ITensorOps<string>
{
    private readonly PositionNodes _positions = new(graph);
    private readonly Dictionary<string, Heads> _heads = [];
    private readonly HashSet<string> _broadcast = [];
    private readonly HashSet<string> _sums = [];
    private AttentionNodes? _attention;

    private AttentionNodes AttentionNodes => _attention ??= new AttentionNodes(graph, _positions);

    public string Embed(Weight table, string ids) => weights.Rows(table, ids);

    public string EmbedPositions(Weight table, string ids)
    {
        var rows = graph.Node("Slice", [weights.AsIs(table), graph.Longs(0), _positions.Length(ids), graph.Longs(0)]);
        return Broadcast(graph.Node("Unsqueeze", [rows, graph.Longs(0)]));
    }

    public string FirstRow(Weight table) =>
        Broadcast(graph.Node("Gather", [weights.AsIs(table), graph.Node("Reshape", [graph.Longs(0), graph.Longs(1, 1)])]));

    public string Linear(string x, Weight weight, Weight? bias)
    {
        var product = weights.Product(x, weight);
        return bias is null ? product : graph.Node("Add", [product, weights.AsIs(bias)]);
    }

    /// <remarks>Not <c>SkipLayerNormalization</c> of a sum: it takes up to a tenth longer than the two apart.</remarks>
    public string LayerNorm(string x, Weight weight, Weight? bias, float epsilon) =>
        Norm("LayerNormalization", null, x, weight, bias, epsilon);

    public string RmsNorm(string x, Weight weight, float epsilon) =>
        Norm("SimplifiedLayerNormalization", "SkipSimplifiedLayerNormalization", x, weight, null, epsilon);

    public string Add(string x, string y)
    {
        var sum = graph.Node("Add", [x, y]);
        if (!_broadcast.Contains(x) && !_broadcast.Contains(y))
            _sums.Add(sum);
        return sum;
    }

    public string Multiply(string x, string y) => graph.Node("Mul", [x, y]);

    public string Activate(string x, Activation activation) => activation switch
    {
        Activation.Gelu => graph.Node(Graph.Microsoft, "Gelu", [x]),
        Activation.GeluTanh => graph.Node(Graph.Microsoft, "FastGelu", [x]),
        Activation.Silu => graph.Node(Graph.Microsoft, "QuickGelu", [x], GraphAttribute.Float("alpha", 1)), // x·σ(αx)
        _ => graph.Node("Relu", [x]),
    };

    public string Slice(string x, int start, int count) =>
        graph.Node("Slice", [x, graph.Longs(start), graph.Longs(start + count), graph.Longs(-1)]);

    /// <returns>A name that stands for the heads side by side; nothing is turned, as the operators of attention do that.</returns>
    public string SplitHeads(string x, int heads) => Split(x, heads);

    public string MergeHeads(string x) => _heads[x].Value;

    public string Rotate(string x, RotaryTable rotary)
    {
        var (flat, count, _) = _heads[x];
        var (cosines, sines) = _positions.Angles(flat, rotary);
        return Split(graph.Node(Graph.Microsoft, "RotaryEmbedding", [flat, graph.Longs(0), cosines, sines], GraphAttribute.Integer("num_heads", count)), count, 2 * rotary.Frequencies.Count);
    }

    public string AttentionBias(string mask, AttentionPattern pattern) => AttentionNodes.Bias(mask, pattern);

    public string Attention(string queries, string keys, string values, string bias, float scale) =>
        Split(AttentionNodes.Attention(_heads[queries], _heads[keys], _heads[values], bias, scale), _heads[queries].Count);

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

    private string Split(string flat, int heads, int? width = null)
    {
        var name = $"{flat} in {heads}";
        _heads[name] = new Heads(flat, heads, width);
        return name;
    }

    private string Broadcast(string value)
    {
        _broadcast.Add(value);
        return value;
    }

    /// <summary>A norm; of a sum of two tensors with the sum in one operator, and of heads each by itself.</summary>
    private string Norm(string plain, string? ofSum, string x, Weight weight, Weight? bias, float epsilon)
    {
        if (_heads.TryGetValue(x, out var heads))
        {
            var each = Norm(plain, ofSum, graph.Node("Reshape", [heads.Value, graph.Longs(0, 0, heads.Count, -1)]), weight, bias, epsilon);
            return Split(graph.Node("Reshape", [each, graph.Longs(0, 0, -1)]), heads.Count);
        }

        var sum = ofSum is not null && _sums.Contains(x) ? graph.TakeBack("Add", x) : null;
        List<string> parameters = [weights.AsIs(weight)];
        if (bias is not null)
            parameters.Add(weights.AsIs(bias));
        if (sum is null || ofSum is null)
            return graph.Node(plain, [x, .. parameters], GraphAttribute.Integer("axis", -1), GraphAttribute.Float("epsilon", epsilon));

        // The fourth output is the sum, where it is needed beyond the norm.
        var norm = $"{ofSum}_{graph.Nodes.Count}";
        return graph.Node(Graph.Microsoft, ofSum, [.. sum.Inputs, .. parameters], [norm, "", "", x], GraphAttribute.Float("epsilon", epsilon))[0];
    }

    private string Unsqueeze(string x, int axis) => graph.Node("Unsqueeze", [x, graph.Longs(axis)]);

    /// <summary>1 at the first or the last real token of each text, 0 elsewhere: [b×l].</summary>
    private string OneToken(string mask, bool last)
    {
        var place = graph.Node("ArgMax", [mask], GraphAttribute.Integer("axis", 1), GraphAttribute.Integer("keepdims", 1), GraphAttribute.Integer("select_last_index", last ? 1 : 0));
        return graph.Node("Cast", [graph.Node("Equal", [Unsqueeze(_positions.Counted(mask), 0), place])], To(OnnxElementType.Float));
    }
}
