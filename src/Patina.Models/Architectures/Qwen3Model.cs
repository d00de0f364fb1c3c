using Patina.Models.Weights;

namespace Patina.Models.Architectures;

/// <summary>Qwen3 (Qwen team 2025): a causal decoder with grouped queries, and an RMS norm on each head before rotation.</summary>
internal sealed class Qwen3Model : Transformer
{
    private readonly Weight _words;
    private readonly Norm _finalNorm;
    private readonly Block[] _blocks;
    private readonly Activation _activation;
    private readonly RotaryTable _rotary;
    private readonly AttentionPattern _sliding;
    private readonly int _heads;
    private readonly int _keyValueHeads;
    private readonly float _scale;

    private Qwen3Model(ModelConfig config, WeightStore weights, TransformerShape shape)
        : base(weights, shape)
    {
        var hidden = shape.Hidden;
        var epsilon = config.Number("rms_norm_eps", 1e-6);
        _heads = config.Int("num_attention_heads");
        _keyValueHeads = Heads.KeyValueCount(config, _heads);
        // The default of transformers is 128 whatever the width, so the files decide.
        var head = config.OptionalInt("head_dim") ?? weights.RowsOf("layers.0.self_attn.q_proj.weight") / _heads;
        _scale = Heads.Scale(head);
        _activation = config.Activation("hidden_act", "silu");
        _rotary = RotarySettings.Read(config, head, 10_000);
        var window = config.Flag("use_sliding_window", false) ? config.OptionalInt("sliding_window") : null;
        _sliding = new AttentionPattern(window - 1, 0);
        var isFull = LayerKinds.Full(config, shape.Layers, layer => window is null || layer < config.Int("max_window_layers", shape.Layers));
        _words = weights.Get("embed_tokens.weight", shape.VocabularySize, hidden);
        _finalNorm = Norm.Of(weights, "norm", hidden, epsilon);
        var inner = config.Int("intermediate_size");
        _blocks = [.. Enumerable.Range(0, shape.Layers).Select(layer =>
            Block.Of(weights, $"layers.{layer}.", hidden, inner, _heads * head, _keyValueHeads * head, head, epsilon, isFull[layer]))];
    }

    public static Qwen3Model Create(ModelConfig config, WeightStore weights)
    {
        weights.FindPrefix("embed_tokens.weight");
        return new Qwen3Model(config, weights, new TransformerShape(
            "qwen3", config.Int("num_hidden_layers"), config.Int("hidden_size"), config.Int("vocab_size"),
            config.OptionalInt("max_position_embeddings"), HasTypes: false, IsCausal: true));
    }

    private protected override T Embed<T>(ITensorOps<T> ops, TokenInputs<T> inputs) => ops.Embed(_words, inputs.Ids);

    private protected override AttentionPattern PatternOf(int layer) => _blocks[layer].IsFull ? AttentionPattern.Causal : _sliding;

    private protected override T Layer<T>(ITensorOps<T> ops, int index, T x, T bias)
    {
        var block = _blocks[index];
        var normed = block.AttentionNorm.Rms(ops, x);
        var queries = block.QueryNorm.Rms(ops, ops.SplitHeads(block.Query.Apply(ops, normed), _heads));
        var keys = block.KeyNorm.Rms(ops, ops.SplitHeads(block.Key.Apply(ops, normed), _keyValueHeads));
        var values = ops.SplitHeads(block.Value.Apply(ops, normed), _keyValueHeads);
        var attended = ops.Attention(ops.Rotate(queries, _rotary), ops.Rotate(keys, _rotary), values, bias, _scale);
        x = ops.Add(x, block.Output.Apply(ops, ops.MergeHeads(attended)));
        return ops.Add(x, block.FeedForward.Apply(ops, block.FeedForwardNorm.Rms(ops, x), _activation));
    }

    private protected override T Finish<T>(ITensorOps<T> ops, T x) => _finalNorm.Rms(ops, x);

    private sealed record Block(
        bool IsFull, Norm AttentionNorm, Projection Query, Projection Key, Projection Value, Norm QueryNorm, Norm KeyNorm, Projection Output,
        Norm FeedForwardNorm, GatedLayer FeedForward)
    {
        /// <param name="queries">Numbers of all query heads.</param>
        /// <param name="keys">Numbers of all key heads.</param>
        /// <param name="head">Numbers of one head.</param>
        public static Block Of(
            WeightStore weights, string at, int hidden, int inner, int queries, int keys, int head, double epsilon, bool isFull) => new(
            isFull,
            Norm.Of(weights, at + "input_layernorm", hidden, epsilon),
            Projection.Of(weights, at + "self_attn.q_proj", queries, hidden),
            Projection.Of(weights, at + "self_attn.k_proj", keys, hidden),
            Projection.Of(weights, at + "self_attn.v_proj", keys, hidden),
            Norm.Of(weights, at + "self_attn.q_norm", head, epsilon),
            Norm.Of(weights, at + "self_attn.k_norm", head, epsilon),
            Projection.Of(weights, at + "self_attn.o_proj", hidden, queries),
            Norm.Of(weights, at + "post_attention_layernorm", hidden, epsilon),
            GatedLayer.Of(weights, at + "mlp.", hidden, inner));
    }
}
