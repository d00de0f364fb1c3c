using Patina.Models.Weights;

namespace Patina.Models.Architectures;

/// <summary>
/// OLMo 3 (Ai2 2025): a causal decoder whose norms follow each part, with RMS norms over all of the queries and keys,
/// and a sliding window in three layers of four.
/// </summary>
internal sealed class Olmo3Model : Transformer
{
    private readonly Weight _words;
    private readonly Norm _finalNorm;
    private readonly Block[] _blocks;
    private readonly Activation _activation;
    private readonly RotaryTable _fullRotary;
    private readonly RotaryTable _slidingRotary;
    private readonly AttentionPattern _sliding;
    private readonly int _heads;
    private readonly int _keyValueHeads;
    private readonly float _scale;

    private Olmo3Model(ModelConfig config, WeightStore weights, TransformerShape shape)
        : base(weights, shape)
    {
        var hidden = shape.Hidden;
        var epsilon = config.Number("rms_norm_eps", 1e-5);
        _heads = config.Int("num_attention_heads");
        _keyValueHeads = Heads.KeyValueCount(config, _heads);
        var head = config.Int("head_dim", hidden / _heads);
        _scale = Heads.Scale(head);
        _activation = config.Activation("hidden_act", "silu");
        _sliding = new AttentionPattern(config.Int("sliding_window", 4096) - 1, 0);
        _fullRotary = RotarySettings.Read(config, head, 500_000);
        _slidingRotary = RotarySettings.Read(config, head, 500_000, RotarySettings.SlidingAttention, scaled: false);
        var isFull = LayerKinds.Full(config, shape.Layers, layer => (layer + 1) % 4 == 0);
        _words = weights.Get("embed_tokens.weight", shape.VocabularySize, hidden);
        _finalNorm = Norm.Of(weights, "norm", hidden, epsilon);
        var inner = config.Int("intermediate_size");
        _blocks = [.. Enumerable.Range(0, shape.Layers).Select(layer =>
            Block.Of(weights, $"layers.{layer}.", hidden, inner, _heads * head, _keyValueHeads * head, epsilon, isFull[layer]))];
    }

    public static Olmo3Model Create(ModelConfig config, WeightStore weights)
    {
        weights.FindPrefix("embed_tokens.weight");
        return new Olmo3Model(config, weights, new TransformerShape(
            "olmo3", config.Int("num_hidden_layers"), config.Int("hidden_size"), config.Int("vocab_size"),
            config.OptionalInt("max_position_embeddings"), HasTypes: false, IsCausal: true));
    }

    private protected override T Embed<T>(ITensorOps<T> ops, TokenInputs<T> inputs) => ops.Embed(_words, inputs.Ids);

    private protected override AttentionPattern PatternOf(int layer) => _blocks[layer].IsFull ? AttentionPattern.Causal : _sliding;

    private protected override T Layer<T>(ITensorOps<T> ops, int index, T x, T bias)
    {
        var block = _blocks[index];
        var rotary = block.IsFull ? _fullRotary : _slidingRotary;
        var queries = ops.SplitHeads(block.QueryNorm.Rms(ops, block.Query.Apply(ops, x)), _heads);
        var keys = ops.SplitHeads(block.KeyNorm.Rms(ops, block.Key.Apply(ops, x)), _keyValueHeads);
        var values = ops.SplitHeads(block.Value.Apply(ops, x), _keyValueHeads);
        var attended = ops.Attention(ops.Rotate(queries, rotary), ops.Rotate(keys, rotary), values, bias, _scale);
        x = ops.Add(x, block.AttentionNorm.Rms(ops, block.Output.Apply(ops, ops.MergeHeads(attended))));
        return ops.Add(x, block.FeedForwardNorm.Rms(ops, block.FeedForward.Apply(ops, x, _activation)));
    }

    private protected override T Finish<T>(ITensorOps<T> ops, T x) => _finalNorm.Rms(ops, x);

    private sealed record Block(
        bool IsFull, Projection Query, Projection Key, Projection Value, Norm QueryNorm, Norm KeyNorm, Projection Output, Norm AttentionNorm,
        GatedLayer FeedForward, Norm FeedForwardNorm)
    {
        /// <param name="queries">Numbers of all query heads.</param>
        /// <param name="keys">Numbers of all key heads.</param>
        public static Block Of(
            WeightStore weights, string at, int hidden, int inner, int queries, int keys, double epsilon, bool isFull) => new(
            isFull,
            Projection.Of(weights, at + "self_attn.q_proj", queries, hidden),
            Projection.Of(weights, at + "self_attn.k_proj", keys, hidden),
            Projection.Of(weights, at + "self_attn.v_proj", keys, hidden),
            Norm.Of(weights, at + "self_attn.q_norm", queries, epsilon),
            Norm.Of(weights, at + "self_attn.k_norm", keys, epsilon),
            Projection.Of(weights, at + "self_attn.o_proj", hidden, queries),
            Norm.Of(weights, at + "post_attention_layernorm", hidden, epsilon),
            GatedLayer.Of(weights, at + "mlp.", hidden, inner),
            Norm.Of(weights, at + "post_feedforward_layernorm", hidden, epsilon));
    }
}
