using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;
using Patina.Models;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>
/// Attention as nodes of a graph. ONNX Runtime's two operators take heads side by side, [b×l×n·d], and turn them themselves:
/// <c>MultiHeadAttention</c> where each query head has keys of its own, <c>GroupQueryAttention</c>, which is causal, where they share. What the
/// latter does not take gets each key head once for every query head that shares it.
/// </summary>
internal sealed class AttentionNodes(Graph graph, PositionNodes positions)
{
    /// <summary><c>GroupQueryAttention</c> takes heads of a multiple of this many numbers.</summary>
    private const int Multiple = 8;

    private readonly HashSet<string> _causal = [];
    private (string Lengths, string Longest)? _lengths;

    /// <returns>[b×1×l×l].</returns>
    public string Bias(string mask, AttentionPattern pattern)
    {
        var seen = graph.Node("Unsqueeze", [graph.Node("Cast", [mask], To(OnnxElementType.Bool)), graph.Longs(1, 2)]);
        seen = pattern.Before is not null || pattern.After is not null
            ? graph.Node("And", [seen, Seen(mask, pattern)])
            : graph.Node("Expand", [seen, graph.Node("Concat", [graph.Longs(1, 1), positions.Length(mask), graph.Longs(1)], GraphAttribute.Integer("axis", 0))]);
        var bias = graph.Node("Where", [seen, graph.Scalar(0), graph.Scalar(AttentionPattern.Unseen)]);
        if (pattern.After == 0)
            _causal.Add(bias);
        return bias;
    }

    /// <param name="queries">[b×l×n·d].</param>
    /// <param name="keys">[b×l×m·d], as values.</param>
    /// <returns>[b×l×n·d].</returns>
    public string Attention(Heads queries, Heads keys, Heads values, string bias, float scale)
    {
        if (queries.Count == keys.Count || queries.Width is not { } width || width % Multiple != 0 || !_causal.Contains(bias))
        {
            return graph.Node(
                Graph.Microsoft, "MultiHeadAttention", [queries.Value, Repeated(keys, queries.Count), Repeated(values, queries.Count), "", "", bias],
                GraphAttribute.Integer("num_heads", queries.Count), GraphAttribute.Float("scale", scale));
        }

        var (lengths, longest) = _lengths ??= Lengths(bias);
        var name = $"GroupQueryAttention_{graph.Nodes.Count}";
        return graph.Node(
            Graph.Microsoft, "GroupQueryAttention", [queries.Value, keys.Value, values.Value, "", "", lengths, longest, "", "", "", bias],
            [name, name + "_keys", name + "_values"],
            GraphAttribute.Integer("num_heads", queries.Count), GraphAttribute.Integer("kv_num_heads", keys.Count), GraphAttribute.Float("scale", scale))[0];
    }

    /// <summary>Each head as often as it takes to have so many.</summary>
    private string Repeated(Heads heads, int count)
    {
        if (heads.Count == count)
            return heads.Value;
        var apart = graph.Node("Reshape", [heads.Value, graph.Longs(0, 0, heads.Count, 1, -1)]);
        return graph.Node("Reshape", [graph.Node("Expand", [apart, graph.Longs(1, 1, 1, count / heads.Count, 1)]), graph.Longs(0, 0, -1)]);
    }

    private static GraphAttribute To(OnnxElementType type) => GraphAttribute.Integer("to", (int)type);

    /// <summary>What the operator asks of a cache that there is none of: the place of each row's last token, [b], and the number of tokens.</summary>
    private (string Lengths, string Longest) Lengths(string bias)
    {
        var length = graph.Node("Cast", [graph.Node("Shape", [bias], GraphAttribute.Integer("start", 3))], To(OnnxElementType.Int32));
        var last = graph.Node("Sub", [length, graph.Node("Cast", [graph.Longs(1)], To(OnnxElementType.Int32))]);
        var rows = graph.Node("Shape", [bias], GraphAttribute.Integer("start", 0), GraphAttribute.Integer("end", 1));
        return (graph.Node("Expand", [last, rows]), graph.Node("Squeeze", [length]));
    }

    /// <summary>Which token sees which, padding aside: [1×1×l×l] of truth values.</summary>
    private string Seen(string mask, AttentionPattern pattern)
    {
        var places = positions.Counted(mask);
        var distance = graph.Node("Sub", [graph.Node("Unsqueeze", [places, graph.Longs(1)]), graph.Node("Unsqueeze", [places, graph.Longs(0)])]);
        var before = pattern.Before is { } most ? graph.Node("LessOrEqual", [distance, graph.Longs(most)]) : null;
        var after = pattern.After is { } furthest ? graph.Node("GreaterOrEqual", [distance, graph.Longs(-furthest)]) : null;
        var seen = before is null ? after! : after is null ? before : graph.Node("And", [before, after]);
        return graph.Node("Unsqueeze", [seen, graph.Longs(0, 1)]);
    }
}
