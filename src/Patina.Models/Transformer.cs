namespace Patina.Models;

/// <summary>
/// A transformer that turns tokens into vectors: its shape, its weights and its formula, written once for every backend.
/// Immutable; several threads may use it. It owns the mapped weights.
/// </summary>
public abstract class Transformer : IDisposable
{
    private readonly Weights.WeightStore _weights;

    private protected Transformer(Weights.WeightStore weights, TransformerShape shape)
    {
        _weights = weights;
        Shape = shape;
    }

    public TransformerShape Shape { get; }

    /// <summary>What most of its numbers are stored in: 32-bit or 16-bit floats; of matrices in groups, their scales.</summary>
    public Patina.Safetensors.DType StoredType => _weights.StoredType;

    /// <summary>Runs the model up to a layer.</summary>
    /// <param name="layer">
    /// Which hidden state: 0 after the embedding, i after layer i; negative counts from the end, -1 being the last with the
    /// final norm, as in <c>output_hidden_states</c> of transformers. Later layers are not computed.
    /// </param>
    /// <returns>[b×l×h].</returns>
    /// <exception cref="ModelException"><see cref="ModelError.OutOfRange"/>.</exception>
    public T HiddenState<T>(ITensorOps<T> ops, TokenInputs<T> inputs, int layer = -1)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(ops);
        var end = Shape.ResolveLayer(layer);
        var biases = new Dictionary<AttentionPattern, T>();
        var x = Embed(ops, inputs);
        for (var index = 0; index < end; index++)
        {
            var pattern = PatternOf(index);
            if (!biases.TryGetValue(pattern, out var bias))
                biases.Add(pattern, bias = ops.AttentionBias(inputs.Mask, pattern));
            x = Layer(ops, index, x, bias);
        }

        return end == Shape.Layers ? Finish(ops, x) : x;
    }

    public void Dispose()
    {
        _weights.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Tokens to the input of the first layer.</summary>
    private protected abstract T Embed<T>(ITensorOps<T> ops, TokenInputs<T> inputs)
        where T : class;

    /// <param name="bias">What <see cref="ITensorOps{T}.AttentionBias"/> gives for the layer's pattern.</param>
    private protected abstract T Layer<T>(ITensorOps<T> ops, int index, T x, T bias)
        where T : class;

    private protected abstract AttentionPattern PatternOf(int layer);

    /// <summary>What follows the last layer.</summary>
    private protected virtual T Finish<T>(ITensorOps<T> ops, T x)
        where T : class => x;
}
