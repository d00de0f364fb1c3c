using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;

namespace Patina.Tests.Onnx.Models;

/// <summary>A BERT encoder as an ONNX graph.</summary>
internal sealed record BertGraph(int Layers, int Hidden, int Heads)
{
    public float Epsilon { get; init; } = 1e-12f;

    /// <summary>The type of ids and mask.</summary>
    public OnnxElementType Integers { get; init; } = OnnxElementType.Int64;

    /// <summary>Whether segments are an input; else all tokens are of segment 0.</summary>
    public bool TakesTypeIds { get; init; } = true;

    /// <summary>Whether positions are an input; else they are counted from the left.</summary>
    public bool TakesPositions { get; init; }

    /// <summary>Whether the graph averages and normalizes itself, beside giving the vectors of tokens.</summary>
    public bool Pools { get; init; }

    /// <summary>The name of the output of vectors of tokens.</summary>
    public string Output { get; init; } = "last_hidden_state";

    public Graph Build(GraphWeights weights)
    {
        var graph = new Graph();
        var layers = new GraphLayers(graph, weights);
        var ids = graph.Input("input_ids", Integers, "rows", "length");
        var mask = graph.Input("attention_mask", Integers, "rows", "length");
        var x = Embed(graph, layers, ids);

        var visible = graph.Node("Unsqueeze", [layers.ToFloat(mask), graph.Longs(1, 2)]);
        var attentionMask = layers.MaskOf(visible);
        for (var layer = 0; layer < Layers; layer++)
            x = Layer(graph, layers, x, attentionMask, $"encoder.layer.{layer}");

        graph.Node("Identity", [x], [Output]);
        graph.Output(Output, weights.Type, "rows", "length", $"{Hidden}");
        if (Pools)
            AddPooling(graph, layers, x, mask, weights.Type);
        return graph;
    }

    private string Embed(Graph graph, GraphLayers layers, string ids)
    {
        var words = layers.Embedding("embeddings.word_embeddings.weight", ids);
        var types = TakesTypeIds
            ? layers.Embedding("embeddings.token_type_embeddings.weight", graph.Input("token_type_ids", Integers, "rows", "length"))
            : graph.Node("Gather", [layers.Tensor("embeddings.token_type_embeddings.weight"), graph.Longs(0)]);
        var positions = TakesPositions ? graph.Input("position_ids", Integers, "rows", "length") : Count(graph, layers, ids);
        var places = layers.Embedding("embeddings.position_embeddings.weight", positions);
        var sum = graph.Node("Add", [graph.Node("Add", [words, types]), places]);
        return layers.LayerNorm(sum, "embeddings.LayerNorm", Epsilon);
    }

    /// <summary>[1, length]: 0, 1, 2, …</summary>
    private static string Count(Graph graph, GraphLayers layers, string ids)
    {
        var length = graph.Node("Squeeze", [layers.SizeOf(ids, 1)]);
        var zero = graph.Tensor("count_from", GraphTensor.Longs([0]));
        var one = graph.Tensor("count_by", GraphTensor.Longs([1]));
        return graph.Node("Unsqueeze", [graph.Node("Range", [zero, length, one]), graph.Longs(0)]);
    }

    private string Layer(Graph graph, GraphLayers layers, string x, string mask, string name)
    {
        var size = Hidden / Heads;
        var self = $"{name}.attention.self";
        var queries = layers.SplitHeads(layers.Linear(x, $"{self}.query.weight", $"{self}.query.bias"), Heads, size);
        var keys = layers.SplitHeads(layers.Linear(x, $"{self}.key.weight", $"{self}.key.bias"), Heads, size, 0, 2, 3, 1);
        var values = layers.SplitHeads(layers.Linear(x, $"{self}.value.weight", $"{self}.value.bias"), Heads, size);
        var seen = layers.Attention(queries, keys, values, mask, size, Hidden);
        var attended = layers.Linear(seen, $"{name}.attention.output.dense.weight", $"{name}.attention.output.dense.bias");
        x = layers.LayerNorm(graph.Node("Add", [attended, x]), $"{name}.attention.output.LayerNorm", Epsilon);

        var inner = layers.Gelu(layers.Linear(x, $"{name}.intermediate.dense.weight", $"{name}.intermediate.dense.bias"));
        var outer = layers.Linear(inner, $"{name}.output.dense.weight", $"{name}.output.dense.bias");
        return layers.LayerNorm(graph.Node("Add", [outer, x]), $"{name}.output.LayerNorm", Epsilon);
    }

    /// <summary>The mean over real tokens, divided by its length.</summary>
    private void AddPooling(Graph graph, GraphLayers layers, string x, string mask, OnnxElementType type)
    {
        var weight = graph.Node("Unsqueeze", [layers.ToFloat(mask), graph.Longs(2)]);
        var sum = graph.Node("ReduceSum", [graph.Node("Mul", [x, weight]), graph.Longs(1)], GraphAttribute.Integer("keepdims", 0));
        var count = graph.Node("ReduceSum", [weight, graph.Longs(1)], GraphAttribute.Integer("keepdims", 0));
        var mean = graph.Node("Div", [sum, count]);
        var length = graph.Node("Sqrt", [graph.Node("ReduceSum", [graph.Node("Mul", [mean, mean]), graph.Longs(1)], GraphAttribute.Integer("keepdims", 1))]);
        graph.Node("Div", [mean, length], ["sentence_embedding"]);
        graph.Output("sentence_embedding", type, "rows", $"{Hidden}");
    }
}
