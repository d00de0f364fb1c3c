using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;

namespace Patina.Tests.Onnx.Models;

/// <summary>A Qwen3 decoder as an ONNX graph, plain or with the key-value cache that exports for generating text take.</summary>
internal sealed record DecoderGraph(int Layers, int Heads, int KeyHeads, int HeadSize, float Theta)
{
    private const float Epsilon = 1e-6f;

    /// <summary>Whether keys and values of earlier tokens are inputs, and those of all tokens outputs.</summary>
    public bool HasCache { get; init; }

    /// <summary>An input without a meaning for embedding, as older exports have it; null for none.</summary>
    public string? ExtraInput { get; init; }

    public Graph Build(GraphWeights weights, int hidden)
    {
        var graph = new Graph();
        var layers = new GraphLayers(graph, weights);
        var ids = graph.Input("input_ids", OnnxElementType.Int64, "rows", "length");
        var mask = graph.Input("attention_mask", OnnxElementType.Int64, "rows", "total");
        var positions = graph.Input("position_ids", OnnxElementType.Int64, "rows", "length");
        if (ExtraInput is not null)
            graph.Input(ExtraInput, OnnxElementType.Bool, "1");

        var x = layers.Embedding("embed_tokens.weight", ids);
        var attentionMask = Mask(graph, layers, positions, mask);
        var rotation = Rotation(graph, layers, weights, positions);
        for (var layer = 0; layer < Layers; layer++)
            x = Layer(graph, layers, weights, x, attentionMask, rotation, layer);

        graph.Node("Identity", [layers.RootMeanSquareNorm(x, "norm", Epsilon)], ["last_hidden_state"]);
        graph.Output("last_hidden_state", weights.Type, "rows", "length", $"{hidden}");
        return graph;
    }

    /// <summary>[rows, 1, length, total]: a token sees real tokens up to itself.</summary>
    private static string Mask(Graph graph, GraphLayers layers, string positions, string mask)
    {
        // The place of a column among the real ones of its row is what position_ids count.
        var columns = graph.Node("Sub", [graph.Node("CumSum", [mask, graph.Tensor("mask_axis", GraphTensor.Longs([1]))]), graph.Tensor("mask_one", GraphTensor.Longs([1]))]);
        var later = graph.Node("Greater", [graph.Node("Unsqueeze", [columns, graph.Longs(1)]), graph.Node("Unsqueeze", [positions, graph.Longs(2)])]);
        var earlier = layers.ToFloat(graph.Node("Not", [later]));
        var real = graph.Node("Unsqueeze", [layers.ToFloat(mask), graph.Longs(1)]);
        return layers.MaskOf(graph.Node("Unsqueeze", [graph.Node("Mul", [earlier, real]), graph.Longs(1)]));
    }

    /// <summary>Cosines and sines [rows, 1, length, size] of the angle of each token and pair.</summary>
    private (string Cosines, string Sines) Rotation(Graph graph, GraphLayers layers, GraphWeights weights, string positions)
    {
        var half = HeadSize / 2;
        var speeds = Enumerable.Range(0, half).Select(k => (float)Math.Pow(Theta, -2.0 * k / HeadSize)).ToArray();
        var places = graph.Node("Unsqueeze", [layers.Cast(positions, OnnxElementType.Float), graph.Longs(2)]);
        var angles = graph.Node("Mul", [places, graph.Tensor("rotation_speeds", GraphTensor.Floats(speeds, half))]);
        var both = graph.Node("Unsqueeze", [graph.Node("Concat", [angles, angles], GraphAttribute.Integer("axis", -1)), graph.Longs(1)]);
        return (layers.ToFloat(graph.Node("Cos", [both])), layers.ToFloat(graph.Node("Sin", [both])));
    }

    private string Layer(
        Graph graph, GraphLayers layers, GraphWeights weights, string x, string mask, (string Cosines, string Sines) rotation, int layer)
    {
        var name = $"layers.{layer}";
        var input = layers.RootMeanSquareNorm(x, $"{name}.input_layernorm", Epsilon);
        var queries = Rotate(graph, Project(graph, layers, input, name, "q", Heads), rotation);
        var keys = Rotate(graph, Project(graph, layers, input, name, "k", KeyHeads), rotation);
        var values = layers.SplitHeads(layers.Linear(input, $"{name}.self_attn.v_proj.weight"), KeyHeads, HeadSize);
        if (HasCache)
        {
            keys = AppendToCache(graph, weights, keys, layer, "key");
            values = AppendToCache(graph, weights, values, layer, "value");
        }

        var keysTurned = graph.Node("Transpose", [Repeat(graph, keys)], GraphAttribute.Integers("perm", 0, 1, 3, 2));
        var seen = layers.Attention(queries, keysTurned, Repeat(graph, values), mask, HeadSize, Heads * HeadSize);
        x = graph.Node("Add", [x, layers.Linear(seen, $"{name}.self_attn.o_proj.weight")]);

        var inner = layers.RootMeanSquareNorm(x, $"{name}.post_attention_layernorm", Epsilon);
        var gated = graph.Node("Mul", [layers.Silu(layers.Linear(inner, $"{name}.mlp.gate_proj.weight")), layers.Linear(inner, $"{name}.mlp.up_proj.weight")]);
        return graph.Node("Add", [x, layers.Linear(gated, $"{name}.mlp.down_proj.weight")]);
    }

    /// <summary>[rows, heads, length, size], each head normalized.</summary>
    private string Project(Graph graph, GraphLayers layers, string x, string name, string kind, int heads)
    {
        var split = graph.Node("Reshape", [layers.Linear(x, $"{name}.self_attn.{kind}_proj.weight"), graph.Longs(0, 0, heads, HeadSize)]);
        var normalized = layers.RootMeanSquareNorm(split, $"{name}.self_attn.{kind}_norm", Epsilon);
        return graph.Node("Transpose", [normalized], GraphAttribute.Integers("perm", 0, 2, 1, 3));
    }

    /// <summary>Turns the pairs (k, k + size/2) of each head by the angles of its token.</summary>
    private string Rotate(Graph graph, string x, (string Cosines, string Sines) rotation)
    {
        var half = HeadSize / 2;
        var first = graph.Node("Slice", [x, graph.Longs(0), graph.Longs(half), graph.Longs(3)]);
        var second = graph.Node("Slice", [x, graph.Longs(half), graph.Longs(HeadSize), graph.Longs(3)]);
        var turned = graph.Node("Concat", [graph.Node("Neg", [second]), first], GraphAttribute.Integer("axis", -1));
        return graph.Node("Add", [graph.Node("Mul", [x, rotation.Cosines]), graph.Node("Mul", [turned, rotation.Sines])]);
    }

    private string AppendToCache(Graph graph, GraphWeights weights, string x, int layer, string kind)
    {
        var past = graph.Input($"past_key_values.{layer}.{kind}", weights.Type, "rows", $"{KeyHeads}", "past", $"{HeadSize}");
        var present = graph.Node("Concat", [past, x], [$"present.{layer}.{kind}"], GraphAttribute.Integer("axis", 2))[0];
        graph.Output(present, weights.Type, "rows", $"{KeyHeads}", "total", $"{HeadSize}");
        return present;
    }

    /// <summary>Each key head once for every query head that shares it.</summary>
    private string Repeat(Graph graph, string x)
    {
        var groups = Heads / KeyHeads;
        var picks = Enumerable.Range(0, Heads).Select(head => (long)(head / groups)).ToArray();
        return graph.Node("Gather", [x, graph.Longs(picks)], GraphAttribute.Integer("axis", 1));
    }
}
