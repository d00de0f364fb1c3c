using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Patina.Safetensors;

namespace Patina.Tests.Models;

/// <summary>A checkpoint of any architecture and size with random weights, the same each time, in the layout that a configuration asks for.</summary>
internal sealed class RandomCheckpoint : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<TensorData> _tensors = [];
    private readonly Random _random = new(7);
    private readonly string _prefix;
    private readonly DType _type;

    /// <param name="config">The text of config.json.</param>
    /// <param name="prefix">Before the names of all tensors.</param>
    /// <param name="type">What numbers are stored in.</param>
    /// <param name="shards">Files to spread them over; 0 for one without an index.</param>
    public RandomCheckpoint(string config, string prefix = "", DType type = DType.F32, int shards = 0)
    {
        (_prefix, _type) = (prefix, type);
        Config = JsonNode.Parse(config)!.AsObject();
        _folder.Write("config.json", config);
        switch ((string)Config["model_type"]!)
        {
            case "bert":
                AddBert();
                break;
            case "nomic_bert":
                AddNomic();
                break;
            case "modernbert":
                AddModernBert();
                break;
            default:
                AddDecoder();
                break;
        }

        if (shards == 0)
            SafetensorsWriter.Write(Path.Combine(Folder, "model.safetensors"), _tensors);
        else
            WriteShards(shards);
    }

    public string Folder => _folder.Path;

    private JsonObject Config { get; }

    private bool HasBiases => (bool?)Config["attention_bias"] ?? false;

    public void Dispose() => _folder.Dispose();

    private int Int(string name) => (int)Config[name]!;

    private int Int(string name, int fallback) => (int?)Config[name] ?? fallback;

    private void AddBert()
    {
        var (hidden, inner) = (Int("hidden_size"), Int("intermediate_size"));
        Matrix("embeddings.word_embeddings.weight", Int("vocab_size"), hidden);
        Matrix("embeddings.position_embeddings.weight", Int("max_position_embeddings"), hidden);
        Matrix("embeddings.token_type_embeddings.weight", Int("type_vocab_size", 2), hidden);
        Norm("embeddings.LayerNorm", hidden, bias: true);
        for (var layer = 0; layer < Int("num_hidden_layers"); layer++)
        {
            var at = $"encoder.layer.{layer}.";
            foreach (var name in new[] { "query", "key", "value" })
                Linear($"{at}attention.self.{name}", hidden, hidden, bias: true);
            Linear(at + "attention.output.dense", hidden, hidden, bias: true);
            Norm(at + "attention.output.LayerNorm", hidden, bias: true);
            Linear(at + "intermediate.dense", inner, hidden, bias: true);
            Linear(at + "output.dense", hidden, inner, bias: true);
            Norm(at + "output.LayerNorm", hidden, bias: true);
        }
    }

    /// <summary>With the names of transformers 5 where the configuration has its keys.</summary>
    private void AddNomic()
    {
        var renamed = Config.ContainsKey("hidden_size");
        var hidden = renamed ? Int("hidden_size") : Int("n_embd");
        var inner = renamed ? Int("intermediate_size") : Int("n_inner");
        var bias = (bool?)Config["qkv_proj_bias"] ?? false;
        Matrix("embeddings.word_embeddings.weight", Int("vocab_size"), hidden);
        Matrix("embeddings.token_type_embeddings.weight", 2, hidden);
        Norm(renamed ? "embeddings.LayerNorm" : "emb_ln", hidden, bias: true);
        for (var layer = 0; layer < (renamed ? Int("num_hidden_layers") : Int("n_layer")); layer++)
        {
            var at = renamed ? $"layers.{layer}." : $"encoder.layers.{layer}.";
            var heads = renamed ? Int("num_attention_heads") * Int("head_dim", hidden / Int("num_attention_heads")) : hidden;
            if (renamed)
            {
                foreach (var name in new[] { "q_proj", "k_proj", "v_proj" })
                    Linear($"{at}self_attn.{name}", heads, hidden, bias);
            }
            else
            {
                Linear(at + "attn.Wqkv", 3 * hidden, hidden, bias);
            }

            Linear(at + (renamed ? "self_attn.o_proj" : "attn.out_proj"), hidden, heads, bias);
            Norm(at + (renamed ? "post_attention_layernorm" : "norm1"), hidden, bias: true);
            Linear(at + (renamed ? "mlp.up_proj" : "mlp.fc11"), inner, hidden, bias);
            Linear(at + (renamed ? "mlp.gate_proj" : "mlp.fc12"), inner, hidden, bias);
            Linear(at + (renamed ? "mlp.down_proj" : "mlp.fc2"), hidden, inner, bias);
            Norm(at + (renamed ? "post_mlp_layernorm" : "norm2"), hidden, bias: true);
        }
    }

    private void AddModernBert()
    {
        var (hidden, inner) = (Int("hidden_size"), Int("intermediate_size"));
        var bias = (bool?)Config["norm_bias"] ?? false;
        var mlp = (bool?)Config["mlp_bias"] ?? false;
        Matrix("embeddings.tok_embeddings.weight", Int("vocab_size"), hidden);
        Norm("embeddings.norm", hidden, bias);
        Norm("final_norm", hidden, bias);
        for (var layer = 0; layer < Int("num_hidden_layers"); layer++)
        {
            var at = $"layers.{layer}.";
            if (layer > 0)
                Norm(at + "attn_norm", hidden, bias);
            Linear(at + "attn.Wqkv", 3 * hidden, hidden, HasBiases);
            Linear(at + "attn.Wo", hidden, hidden, HasBiases);
            Norm(at + "mlp_norm", hidden, bias);
            Linear(at + "mlp.Wi", 2 * inner, hidden, mlp);
            Linear(at + "mlp.Wo", hidden, inner, mlp);
        }
    }

    private void AddDecoder()
    {
        var isOlmo = (string)Config["model_type"]! == "olmo3";
        var (hidden, inner, heads) = (Int("hidden_size"), Int("intermediate_size"), Int("num_attention_heads"));
        var head = Int("head_dim", hidden / heads);
        var (queries, keys) = (heads * head, Int("num_key_value_heads", heads) * head);
        Matrix("embed_tokens.weight", Int("vocab_size"), hidden);
        Norm("norm", hidden, bias: false);
        for (var layer = 0; layer < Int("num_hidden_layers"); layer++)
        {
            var at = $"layers.{layer}.";
            Linear(at + "self_attn.q_proj", queries, hidden, HasBiases);
            Linear(at + "self_attn.k_proj", keys, hidden, HasBiases);
            Linear(at + "self_attn.v_proj", keys, hidden, HasBiases);
            Linear(at + "self_attn.o_proj", hidden, queries, HasBiases);
            Norm(at + "self_attn.q_norm", isOlmo ? queries : head, bias: false);
            Norm(at + "self_attn.k_norm", isOlmo ? keys : head, bias: false);
            Norm(at + (isOlmo ? "post_feedforward_layernorm" : "input_layernorm"), hidden, bias: false);
            Norm(at + "post_attention_layernorm", hidden, bias: false);
            Linear(at + "mlp.gate_proj", inner, hidden, bias: false);
            Linear(at + "mlp.up_proj", inner, hidden, bias: false);
            Linear(at + "mlp.down_proj", hidden, inner, bias: false);
        }
    }

    private void Linear(string name, int outputs, int inputs, bool bias)
    {
        Matrix(name + ".weight", outputs, inputs);
        if (bias)
            Add(name + ".bias", Numbers(outputs, 0, 0.2), outputs);
    }

    private void Matrix(string name, int rows, int columns) => Add(name, Numbers(rows * columns, 0, 1 / Math.Sqrt(columns)), rows, columns);

    private void Norm(string name, int size, bool bias)
    {
        Add(name + ".weight", Numbers(size, 1, 0.2), size);
        if (bias)
            Add(name + ".bias", Numbers(size, 0, 0.2), size);
    }

    /// <summary>Evenly spread, with a mean and a deviation.</summary>
    private float[] Numbers(int count, double mean, double deviation) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(mean + (((2 * _random.NextDouble()) - 1) * Math.Sqrt(3) * deviation)))];

    private void Add(string name, float[] values, params long[] shape)
    {
        name = _prefix + name;
        _tensors.Add(_type switch
        {
            DType.F32 => TensorData.Floats(name, values, shape),
            DType.F16 => TensorData.Bytes(name, _type, MemoryMarshal.AsBytes(Array.ConvertAll(values, value => (Half)value).AsSpan()).ToArray(), shape),
            _ => TensorData.Bytes(name, DType.BF16, MemoryMarshal.AsBytes(
                Array.ConvertAll(values, value => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)).AsSpan()).ToArray(), shape),
        });
    }

    private void WriteShards(int count)
    {
        var map = new JsonObject();
        for (var shard = 0; shard < count; shard++)
        {
            var name = $"model-{shard + 1:D5}-of-{count:D5}.safetensors";
            List<TensorData> tensors = [.. _tensors.Where((_, index) => index % count == shard)];
            SafetensorsWriter.Write(Path.Combine(Folder, name), tensors);
            foreach (var tensor in tensors)
                map[tensor.Name] = name;
        }

        _folder.Write("model.safetensors.index.json", new JsonObject { ["weight_map"] = map }.ToJsonString());
    }
}
