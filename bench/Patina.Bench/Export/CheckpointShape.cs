using System.Globalization;
using System.Text.Json.Nodes;

namespace Patina.Bench.Export;

/// <summary>The sizes of a published model: its config.json, and the names and shapes of its tensors.</summary>
internal sealed record CheckpointShape(string Name, JsonObject Config, IReadOnlyList<(string Name, long[] Shape)> Tensors)
{
    public static CheckpointShape Of(string name, int? layers) => name switch
    {
        "minilm" => Bert(name, layers ?? 6, 384, 12),
        "bert-base" => Bert(name, layers ?? 12, 768, 12),
        "qwen3-0.6b" => Qwen3(name, layers ?? 28, 1024, 3072, 16, 8, 151_669),
        "qwen3-8b" => Qwen3(name, layers ?? 36, 4096, 12_288, 32, 8, 151_665),
        _ => throw new ArgumentException($"No shape '{name}'; known: minilm, bert-base, qwen3-0.6b, qwen3-8b.", nameof(name)),
    };

    private static CheckpointShape Bert(string name, int layers, int hidden, int heads)
    {
        const int words = 30_522;
        const int positions = 512;
        var inner = 4 * hidden;
        var tensors = new List<(string, long[])>
        {
            ("embeddings.word_embeddings.weight", [words, hidden]),
            ("embeddings.position_embeddings.weight", [positions, hidden]),
            ("embeddings.token_type_embeddings.weight", [2, hidden]),
        };
        AddNorm("embeddings.LayerNorm");
        for (var layer = 0; layer < layers; layer++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"encoder.layer.{layer}.");
            foreach (var part in new[] { "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense" })
                AddLinear(at + part, hidden, hidden);
            AddNorm(at + "attention.output.LayerNorm");
            AddLinear(at + "intermediate.dense", inner, hidden);
            AddLinear(at + "output.dense", hidden, inner);
            AddNorm(at + "output.LayerNorm");
        }

        return new CheckpointShape(name, new JsonObject
        {
            ["model_type"] = "bert",
            ["hidden_size"] = hidden,
            ["num_hidden_layers"] = layers,
            ["num_attention_heads"] = heads,
            ["intermediate_size"] = inner,
            ["max_position_embeddings"] = positions,
            ["vocab_size"] = words,
            ["type_vocab_size"] = 2,
            ["hidden_act"] = "gelu",
            ["layer_norm_eps"] = 1e-12,
        }, tensors);

        void AddLinear(string at, int outputs, int inputs) => tensors.AddRange([(at + ".weight", [outputs, inputs]), (at + ".bias", [outputs])]);
        void AddNorm(string at) => tensors.AddRange([(at + ".weight", [hidden]), (at + ".bias", [hidden])]);
    }

    private static CheckpointShape Qwen3(string name, int layers, int hidden, int inner, int heads, int keyValueHeads, int words)
    {
        const int head = 128;
        var tensors = new List<(string, long[])> { ("embed_tokens.weight", [words, hidden]) };
        for (var layer = 0; layer < layers; layer++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.");
            tensors.AddRange(
            [
                (at + "input_layernorm.weight", [hidden]), (at + "post_attention_layernorm.weight", [hidden]),
                (at + "self_attn.q_norm.weight", [head]), (at + "self_attn.k_norm.weight", [head]),
                (at + "self_attn.q_proj.weight", [heads * head, hidden]), (at + "self_attn.k_proj.weight", [keyValueHeads * head, hidden]),
                (at + "self_attn.v_proj.weight", [keyValueHeads * head, hidden]), (at + "self_attn.o_proj.weight", [hidden, heads * head]),
                (at + "mlp.gate_proj.weight", [inner, hidden]), (at + "mlp.up_proj.weight", [inner, hidden]), (at + "mlp.down_proj.weight", [hidden, inner]),
            ]);
        }

        tensors.Add(("norm.weight", [hidden]));
        return new CheckpointShape(name, new JsonObject
        {
            ["model_type"] = "qwen3",
            ["hidden_size"] = hidden,
            ["num_hidden_layers"] = layers,
            ["num_attention_heads"] = heads,
            ["num_key_value_heads"] = keyValueHeads,
            ["head_dim"] = head,
            ["intermediate_size"] = inner,
            ["max_position_embeddings"] = 32_768,
            ["vocab_size"] = words,
            ["rms_norm_eps"] = 1e-6,
            ["rope_theta"] = 1_000_000,
            ["hidden_act"] = "silu",
        }, tensors);
    }
}
