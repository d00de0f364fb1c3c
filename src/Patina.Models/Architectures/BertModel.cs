using Patina.Models.Weights;

namespace Patina.Models.Architectures;

/// <summary>BERT (Devlin et al. 2018), as MiniLM, E5, BGE and GTE are built: learned positions, norms after each part.</summary>
internal sealed class BertModel : Transformer
{
    private const string Types = "embeddings.token_type_embeddings.weight";

    private readonly Weight _words;
    private readonly Weight _positions;
    private readonly Weight? _types;
    private readonly Norm _norm;
    private readonly Block[] _blocks;
    private readonly Activation _activation;
    private readonly int _heads;
    private readonly float _scale;

    private BertModel(ModelConfig config, WeightStore weights, TransformerShape shape)
        : base(weights, shape)
    {
        var hidden = shape.Hidden;
        var inner = config.Int("intermediate_size");
        var epsilon = config.Number("layer_norm_eps", 1e-12);
        _heads = Heads.Count(config, "num_attention_heads", hidden);
        _scale = Heads.Scale(hidden / _heads);
        _activation = config.Activation("hidden_act", "gelu");
        _words = weights.Get("embeddings.word_embeddings.weight", shape.VocabularySize, hidden);
        _positions = weights.Get("embeddings.position_embeddings.weight", shape.MaxLength!.Value, hidden);
        _types = shape.HasTypes ? weights.Get(Types, config.Int("type_vocab_size", weights.RowsOf(Types)), hidden) : null;
        _norm = Norm.Of(weights, "embeddings.LayerNorm", hidden, epsilon);
        _blocks = [.. Enumerable.Range(0, shape.Layers).Select(layer =>
            Block.Of(weights, $"encoder.layer.{layer}.", hidden, inner, epsilon))];
    }

    public static BertModel Create(ModelConfig config, WeightStore weights)
    {
        if ((config.Text("position_embedding_type") ?? "absolute") is not "absolute" and var positions)
            throw config.Unsupported("position_embedding_type", positions, "absolute");
        if (config.Flag("is_decoder", false))
            throw config.Unsupported("is_decoder", "true", "false");
        weights.FindPrefix("embeddings.word_embeddings.weight");
        return new BertModel(config, weights, new TransformerShape(
            "bert", config.Int("num_hidden_layers"), config.Int("hidden_size"), config.Int("vocab_size"),
            config.Int("max_position_embeddings"), HasTypes: weights.Has(Types), IsCausal: false));
    }

    private protected override T Embed<T>(ITensorOps<T> ops, TokenInputs<T> inputs)
    {
        var x = ops.Add(ops.Embed(_words, inputs.Ids), ops.EmbedPositions(_positions, inputs.Ids));
        if (_types is not null)
            x = ops.Add(x, inputs.Types is { } types ? ops.Embed(_types, types) : ops.FirstRow(_types));
        return _norm.Layer(ops, x);
    }

    private protected override AttentionPattern PatternOf(int layer) => AttentionPattern.Full;

    private protected override T Layer<T>(ITensorOps<T> ops, int index, T x, T bias)
    {
        var block = _blocks[index];
        var attended = ops.MergeHeads(ops.Attention(
            ops.SplitHeads(block.Query.Apply(ops, x), _heads), ops.SplitHeads(block.Key.Apply(ops, x), _heads),
            ops.SplitHeads(block.Value.Apply(ops, x), _heads), bias, _scale));
        x = block.AttentionNorm.Layer(ops, ops.Add(x, block.Output.Apply(ops, attended)));
        var inner = ops.Activate(block.Up.Apply(ops, x), _activation);
        return block.FeedForwardNorm.Layer(ops, ops.Add(x, block.Down.Apply(ops, inner)));
    }

    private sealed record Block(
        Projection Query, Projection Key, Projection Value, Projection Output, Norm AttentionNorm, Projection Up, Projection Down, Norm FeedForwardNorm)
    {
        public static Block Of(WeightStore weights, string at, int hidden, int inner, double epsilon) => new(
            Projection.Of(weights, at + "attention.self.query", hidden, hidden),
            Projection.Of(weights, at + "attention.self.key", hidden, hidden),
            Projection.Of(weights, at + "attention.self.value", hidden, hidden),
            Projection.Of(weights, at + "attention.output.dense", hidden, hidden),
            Norm.Of(weights, at + "attention.output.LayerNorm", hidden, epsilon),
            Projection.Of(weights, at + "intermediate.dense", inner, hidden),
            Projection.Of(weights, at + "output.dense", hidden, inner),
            Norm.Of(weights, at + "output.LayerNorm", hidden, epsilon));
    }
}
