using Patina.Models.Weights;

namespace Patina.Models.Architectures;

/// <summary>ModernBERT (Warner et al. 2024): norms before each part, rotary positions, and local attention but in every few layers.</summary>
internal sealed class ModernBertModel : Transformer
{
    private readonly Weight _words;
    private readonly Norm _embeddingNorm;
    private readonly Norm _finalNorm;
    private readonly Block[] _blocks;
    private readonly Activation _activation;
    private readonly RotaryTable _globalRotary;
    private readonly RotaryTable _localRotary;
    private readonly AttentionPattern _local;
    private readonly int _heads;
    private readonly int _inner;
    private readonly float _scale;

    private ModernBertModel(ModelConfig config, WeightStore weights, TransformerShape shape)
        : base(weights, shape)
    {
        var hidden = shape.Hidden;
        var epsilon = config.Number("norm_eps", 1e-5);
        _inner = config.Int("intermediate_size");
        _activation = config.Activation("hidden_activation", "gelu");
        _heads = Heads.Count(config, "num_attention_heads", hidden);
        _scale = Heads.Scale(hidden / _heads);
        var reach = config.Int("local_attention", 128) / 2;
        _local = new AttentionPattern(reach, reach);
        _globalRotary = RotarySettings.Read(config, hidden / _heads, config.Number("global_rope_theta", 160_000));
        _localRotary = RotarySettings.Read(config, hidden / _heads, LocalTheta(config), RotarySettings.SlidingAttention);
        _words = weights.Get("embeddings.tok_embeddings.weight", shape.VocabularySize, hidden);
        _embeddingNorm = Norm.Of(weights, "embeddings.norm", hidden, epsilon);
        _finalNorm = Norm.Of(weights, "final_norm", hidden, epsilon);
        var isGlobal = LayerKinds.Full(config, shape.Layers, layer => layer % config.Int("global_attn_every_n_layers", 3) == 0);
        _blocks = [.. Enumerable.Range(0, shape.Layers).Select(layer =>
            Block.Of(weights, layer, hidden, _inner, epsilon, isGlobal[layer]))];
    }

    public static ModernBertModel Create(ModelConfig config, WeightStore weights)
    {
        weights.FindPrefix("embeddings.tok_embeddings.weight");
        return new ModernBertModel(config, weights, new TransformerShape(
            "modernbert", config.Int("num_hidden_layers"), config.Int("hidden_size"), config.Int("vocab_size"),
            config.OptionalInt("max_position_embeddings"), HasTypes: false, IsCausal: false));
    }

    /// <summary>Written out as null it is that of the other layers.</summary>
    private static double LocalTheta(ModelConfig config) =>
        config.OptionalNumber("local_rope_theta") ?? (config.Names.Contains("local_rope_theta") ? config.Number("global_rope_theta", 160_000) : 10_000);

    private protected override T Embed<T>(ITensorOps<T> ops, TokenInputs<T> inputs) =>
        _embeddingNorm.Layer(ops, ops.Embed(_words, inputs.Ids));

    private protected override AttentionPattern PatternOf(int layer) => _blocks[layer].IsGlobal ? AttentionPattern.Full : _local;

    private protected override T Layer<T>(ITensorOps<T> ops, int index, T x, T bias)
    {
        var block = _blocks[index];
        var rotary = block.IsGlobal ? _globalRotary : _localRotary;
        var (queries, keys, values) = block.QueryKeyValue.Apply(ops, block.AttentionNorm?.Layer(ops, x) ?? x);
        var attended = ops.Attention(
            ops.Rotate(ops.SplitHeads(queries, _heads), rotary), ops.Rotate(ops.SplitHeads(keys, _heads), rotary), ops.SplitHeads(values, _heads), bias, _scale);
        x = ops.Add(x, block.Output.Apply(ops, ops.MergeHeads(attended)));
        var up = block.Up.Apply(ops, block.FeedForwardNorm.Layer(ops, x));
        var gated = ops.Multiply(ops.Activate(ops.Slice(up, 0, _inner), _activation), ops.Slice(up, _inner, _inner));
        return ops.Add(x, block.Down.Apply(ops, gated));
    }

    private protected override T Finish<T>(ITensorOps<T> ops, T x) => _finalNorm.Layer(ops, x);

    /// <param name="AttentionNorm">The first layer has none: the embedding's norm serves.</param>
    private sealed record Block(bool IsGlobal, Norm? AttentionNorm, JoinedProjection QueryKeyValue, Projection Output, Norm FeedForwardNorm, Projection Up, Projection Down)
    {
        public static Block Of(WeightStore weights, int layer, int hidden, int inner, double epsilon, bool isGlobal)
        {
            var at = $"layers.{layer}.";
            return new Block(
                isGlobal,
                layer == 0 ? null : Norm.Of(weights, at + "attn_norm", hidden, epsilon),
                JoinedProjection.OfOne(weights, at + "attn.Wqkv", hidden, hidden),
                Projection.Of(weights, at + "attn.Wo", hidden, hidden),
                Norm.Of(weights, at + "mlp_norm", hidden, epsilon),
                Projection.Of(weights, at + "mlp.Wi", 2 * inner, hidden),
                Projection.Of(weights, at + "mlp.Wo", hidden, inner));
        }
    }
}
