using Patina.Models.Weights;

namespace Patina.Models.Architectures;

/// <summary>NomicBERT (Nussbaum et al. 2024): BERT with rotary positions, a gated feed-forward layer, and no biases in between.</summary>
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
        var epsilon = config.Number("layer_norm_epsilon", 1e-12);
        _activation = activation;
        _heads = Heads.Count(config, "n_head", hidden);
        _scale = Heads.Scale(hidden / _heads);
        _rotary = RotaryTable.Plain(hidden / _heads, config.Number("rotary_emb_base", 10_000));
        _words = weights.Get("embeddings.word_embeddings.weight", shape.VocabularySize, hidden);
        _types = shape.HasTypes ? weights.Get("embeddings.token_type_embeddings.weight", config.Int("type_vocab_size"), hidden) : null;
        _norm = Norm.Of(weights, "emb_ln", hidden, epsilon);
        // The width of the feed-forward layer is rounded up when a model is made, so the files decide.
        var inner = weights.RowsOf("encoder.layers.0.mlp.fc11.weight");
        _blocks = [.. Enumerable.Range(0, shape.Layers).Select(layer =>
            Block.Of(weights, $"encoder.layers.{layer}.", hidden, inner, epsilon))];
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
        if (config.OptionalInt("num_experts") is > 1)
            throw config.Unsupported("num_experts", "more than 1", "none");
        var activation = (config.Text("activation_function") ?? "swiglu") switch
        {
            "swiglu" => Activation.Silu,
            "geglu" => Activation.Gelu,
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
        var width = base.Shape.Hidden;
        var joined = block.QueryKeyValue.Apply(ops, x);
        var queries = ops.Rotate(ops.SplitHeads(ops.Slice(joined, 0, width), _heads), _rotary);
        var keys = ops.Rotate(ops.SplitHeads(ops.Slice(joined, width, width), _heads), _rotary);
        var values = ops.SplitHeads(ops.Slice(joined, 2 * width, width), _heads);
        var attended = ops.MergeHeads(ops.Attention(queries, keys, values, bias, _scale));
        x = block.AttentionNorm.Layer(ops, ops.Add(x, block.Output.Apply(ops, attended)));
        var gated = ops.Multiply(block.Up.Apply(ops, x), ops.Activate(block.Gate.Apply(ops, x), _activation));
        return block.FeedForwardNorm.Layer(ops, ops.Add(x, block.Down.Apply(ops, gated)));
    }

    private static new TransformerShape Shape(ModelConfig config, WeightStore weights) => new(
        "nomic_bert", config.Int("n_layer"), config.Int("n_embd"), weights.RowsOf("embeddings.word_embeddings.weight"),
        config.OptionalInt("n_positions"), HasTypes: config.Has("type_vocab_size"), IsCausal: false);

    private static void Require(ModelConfig config, string name, bool expected)
    {
        if (config.Flag(name, expected) != expected)
            throw config.Unsupported(name, expected ? "false" : "true", expected ? "true" : "false");
    }

    private sealed record Block(Projection QueryKeyValue, Projection Output, Norm AttentionNorm, Projection Up, Projection Gate, Projection Down, Norm FeedForwardNorm)
    {
        public static Block Of(WeightStore weights, string at, int hidden, int inner, double epsilon) => new(
            Projection.Of(weights, at + "attn.Wqkv", 3 * hidden, hidden),
            Projection.Of(weights, at + "attn.out_proj", hidden, hidden),
            Norm.Of(weights, at + "norm1", hidden, epsilon),
            Projection.Of(weights, at + "mlp.fc11", inner, hidden),
            Projection.Of(weights, at + "mlp.fc12", inner, hidden),
            Projection.Of(weights, at + "mlp.fc2", hidden, inner),
            Norm.Of(weights, at + "norm2", hidden, epsilon));
    }
}
