using Patina.Models.Weights;

namespace Patina.Models.Architectures;

/// <summary>
/// NomicBERT (Nussbaum et al. 2024): BERT with rotary positions, a gated feed-forward layer, and no biases in between. Settings and tensors have the
/// names of its authors' code (<c>n_embd</c>, <c>encoder.layers.0.attn.Wqkv</c>) or those of transformers 5 (<c>hidden_size</c>,
/// <c>layers.0.self_attn.q_proj</c>), each independently of the other.
/// </summary>
internal sealed class NomicBertModel : Transformer
{
    private readonly Weight _words;
    private readonly Weight? _types;
    private readonly Norm _norm;
    private readonly Block[] _blocks;
    private readonly Activation _activation;
    private readonly RotaryTable _rotary;
    private readonly int _heads;
    private readonly float _scale;

    private NomicBertModel(ModelConfig config, WeightStore weights, TransformerShape shape, Activation activation)
        : base(weights, shape)
    {
        var hidden = shape.Hidden;
        var epsilon = config.OptionalNumber("layer_norm_epsilon") ?? config.Number("layer_norm_eps", 1e-12);
        _activation = activation;
        _heads = Heads.Count(config, config.Has("n_head") ? "n_head" : "num_attention_heads", hidden);
        var head = config.Int("head_dim", hidden / _heads);
        _scale = Heads.Scale(head);
        _rotary = config.Has("rotary_emb_base")
            ? RotaryTable.Plain(head, config.Number("rotary_emb_base"))
            : RotarySettings.Read(config, head, 10_000);
        _words = weights.Get("embeddings.word_embeddings.weight", shape.VocabularySize, hidden);
        _types = shape.HasTypes ? weights.Get("embeddings.token_type_embeddings.weight", weights.RowsOf("embeddings.token_type_embeddings.weight"), hidden) : null;
        var isRenamed = weights.Has("layers.0.self_attn.q_proj.weight");
        _norm = Norm.Of(weights, weights.Has("emb_ln.weight") ? "emb_ln" : "embeddings.LayerNorm", hidden, epsilon);
        // The width of the feed-forward layer is rounded up when a model is made, so the files decide.
        var inner = weights.RowsOf(isRenamed ? "layers.0.mlp.up_proj.weight" : "encoder.layers.0.mlp.fc11.weight");
        _blocks = [.. Enumerable.Range(0, shape.Layers).Select(layer => isRenamed
            ? Block.OfTransformers(weights, $"layers.{layer}.", hidden, _heads * head, inner, epsilon)
            : Block.Of(weights, $"encoder.layers.{layer}.", hidden, _heads * head, inner, epsilon))];
    }

    public static NomicBertModel Create(ModelConfig config, WeightStore weights)
    {
        Require(config, "prenorm", false);
        Require(config, "use_rms_norm", false);
        Require(config, "parallel_block", false);
        Require(config, "causal", false);
        Require(config, "rotary_emb_interleaved", false);
        if (config.Number("rotary_emb_fraction", 1) != 1)
            throw config.Unsupported("rotary_emb_fraction", "not 1", "1");
        if (config.OptionalNumber("rotary_scaling_factor") is not null)
            throw config.Unsupported("rotary_scaling_factor", "set", "null");
        if (config.OptionalNumber("rotary_emb_scale_base") is not null)
            throw config.Unsupported("rotary_emb_scale_base", "set", "null");
        if (config.OptionalInt("num_experts") is > 1)
            throw config.Unsupported("num_experts", "more than 1", "none");
        var activation = config.Text("activation_function") switch
        {
            "swiglu" => Activation.Silu,
            "geglu" => Activation.Gelu,
            null => config.Activation("hidden_act", "silu"),
            var other => throw config.Unsupported("activation_function", other, "swiglu or geglu"),
        };
        weights.FindPrefix("embeddings.word_embeddings.weight");
        return new NomicBertModel(config, weights, Shape(config, weights), activation);
    }

    private protected override T Embed<T>(ITensorOps<T> ops, TokenInputs<T> inputs)
    {
        var x = ops.Embed(_words, inputs.Ids);
        if (_types is not null)
            x = ops.Add(x, inputs.Types is { } types ? ops.Embed(_types, types) : ops.FirstRow(_types));
        return _norm.Layer(ops, x);
    }

    private protected override AttentionPattern PatternOf(int layer) => AttentionPattern.Full;

    private protected override T Layer<T>(ITensorOps<T> ops, int index, T x, T bias)
    {
        var block = _blocks[index];
        var (queries, keys, values) = block.QueryKeyValue.Apply(ops, x);
        var attended = ops.MergeHeads(ops.Attention(
            ops.Rotate(ops.SplitHeads(queries, _heads), _rotary), ops.Rotate(ops.SplitHeads(keys, _heads), _rotary), ops.SplitHeads(values, _heads), bias, _scale));
        x = block.AttentionNorm.Layer(ops, ops.Add(x, block.Output.Apply(ops, attended)));
        var gated = ops.Multiply(block.Up.Apply(ops, x), ops.Activate(block.Gate.Apply(ops, x), _activation));
        return block.FeedForwardNorm.Layer(ops, ops.Add(x, block.Down.Apply(ops, gated)));
    }

    private static new TransformerShape Shape(ModelConfig config, WeightStore weights) => new(
        "nomic_bert", config.OptionalInt("n_layer") ?? config.Int("num_hidden_layers"), config.OptionalInt("n_embd") ?? config.Int("hidden_size"),
        weights.RowsOf("embeddings.word_embeddings.weight"), config.OptionalInt("n_positions") ?? config.OptionalInt("max_position_embeddings"),
        HasTypes: weights.Has("embeddings.token_type_embeddings.weight"), IsCausal: false);

    private static void Require(ModelConfig config, string name, bool expected)
    {
        if (config.Flag(name, expected) != expected)
            throw config.Unsupported(name, expected ? "false" : "true", expected ? "true" : "false");
    }

    private sealed record Block(JoinedProjection QueryKeyValue, Projection Output, Norm AttentionNorm, Projection Up, Projection Gate, Projection Down, Norm FeedForwardNorm)
    {
        /// <param name="heads">Numbers of all heads.</param>
        public static Block Of(WeightStore weights, string at, int hidden, int heads, int inner, double epsilon) => new(
            JoinedProjection.OfOne(weights, at + "attn.Wqkv", heads, hidden),
            Projection.Of(weights, at + "attn.out_proj", hidden, heads),
            Norm.Of(weights, at + "norm1", hidden, epsilon),
            Projection.Of(weights, at + "mlp.fc11", inner, hidden),
            Projection.Of(weights, at + "mlp.fc12", inner, hidden),
            Projection.Of(weights, at + "mlp.fc2", hidden, inner),
            Norm.Of(weights, at + "norm2", hidden, epsilon));

        /// <inheritdoc cref="Of"/>
        public static Block OfTransformers(WeightStore weights, string at, int hidden, int heads, int inner, double epsilon) => new(
            JoinedProjection.OfThree(weights, at + "self_attn.", heads, hidden),
            Projection.Of(weights, at + "self_attn.o_proj", hidden, heads),
            Norm.Of(weights, at + "post_attention_layernorm", hidden, epsilon),
            Projection.Of(weights, at + "mlp.up_proj", inner, hidden),
            Projection.Of(weights, at + "mlp.gate_proj", inner, hidden),
            Projection.Of(weights, at + "mlp.down_proj", hidden, inner),
            Norm.Of(weights, at + "post_mlp_layernorm", hidden, epsilon));
    }
}
