using Patina.Embeddings.Mlx.Native;
using Patina.Models;

namespace Patina.Embeddings.Mlx;

/// <summary>A transformer whose weights MLX holds. Thread-safe until disposed: batches run one after the other.</summary>
internal sealed class MlxTransformer : IDisposable
{
    private readonly Transformer _model;
    private readonly MlxDevice _device;
    private readonly MlxWeights _weights;

    private MlxTransformer(Transformer model, MlxDevice device, MlxWeights weights)
    {
        _model = model;
        _device = device;
        _weights = weights;
    }

    public TransformerShape Shape => _model.Shape;

    /// <summary>Whether a graphics card computes it.</summary>
    public bool IsOnGraphicsCard => _device.Type == MlxDeviceType.Gpu;

    /// <summary>What its numbers are computed in, as part of what decides the vectors.</summary>
    public string Numbers { get; private init; } = "";

    /// <param name="model">Taken over.</param>
    /// <param name="precision">Null computes as the weights are stored, and in 32 bits on the processor, which has no others.</param>
    /// <exception cref="EmbeddingException">MLX cannot be used.</exception>
    public static MlxTransformer Open(Transformer model, ModelPrecision? precision, bool onProcessor)
    {
        try
        {
            return MlxThread.Run(() =>
            {
                var device = MlxDevice.Choose(onProcessor);
                var type = TypeOf(model, precision, device);
                int? bits = precision switch { ModelPrecision.Int8 => 8, ModelPrecision.Int4 => 4, _ => null };
                return new MlxTransformer(model, device, new MlxWeights(device, type, bits)) { Numbers = bits is null ? $"{type}" : $"{type} in {bits} bits" };
            });
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Computes a hidden state of a batch.</summary>
    /// <param name="layer">As <see cref="Transformer.HiddenState"/> counts.</param>
    /// <param name="vectors">Receives [rows × length × hidden].</param>
    /// <exception cref="ModelException"><see cref="ModelError.OutOfRange"/>: a token or a length that the model has not.</exception>
    public void Encode(TokenBatch batch, int layer, Span<float> vectors) => Compute(batch, layer, pooling: null, vectors);

    /// <summary>Computes a vector per text.</summary>
    /// <param name="vectors">Receives [rows × hidden].</param>
    /// <inheritdoc cref="Encode"/>
    public void Pool(TokenBatch batch, int layer, TokenPooling pooling, Span<float> vectors) => Compute(batch, layer, pooling, vectors);

    public void Dispose()
    {
        MlxThread.Run(_weights.Dispose);
        _model.Dispose();
    }

    private void Compute(TokenBatch batch, int layer, TokenPooling? pooling, Span<float> vectors)
    {
        CheckIds(batch);
        using var graph = new MlxGraph(_device.Stream);
        var result = MlxThread.Run(() =>
        {
            MlxArrayHandle Integers(ReadOnlyMemory<int> numbers) => graph.Array(numbers.Span, MlxType.Int32, batch.Rows, batch.Length);
            var ops = new MlxTensorOps(graph, _weights, (batch.Rows, batch.Length), padded: batch.Mask.Span.Contains(0));
            var tokens = new TokenInputs<MlxArrayHandle>(Integers(batch.Ids), Integers(batch.Mask), batch.TypeIds.IsEmpty ? null : Integers(batch.TypeIds));
            var hidden = _model.HiddenState(ops, tokens, layer);
            var array = graph.Contiguous(graph.Cast(pooling is { } how ? ops.Pool(hidden, tokens.Mask, how) : hidden, MlxType.Float32));
            MlxError.Check(NativeMlx.mlx_array_eval(array), "computing");
            return array;
        });
        MlxMemory.Read(result, vectors);
    }

    /// <summary>MLX reads past the end of a table without a word.</summary>
    private void CheckIds(TokenBatch batch)
    {
        foreach (var id in batch.Ids.Span)
        {
            if (id < 0 || id >= Shape.VocabularySize)
            {
                throw new ModelException(ModelError.OutOfRange,
                    $"token {id}, and the model has {Shape.VocabularySize}. Does the tokenizer belong to this model?");
            }
        }
    }

    private static MlxType TypeOf(Transformer model, ModelPrecision? precision, MlxDevice device) => precision switch
    {
        ModelPrecision.Fp32 => MlxType.Float32,
        ModelPrecision.Fp16 => MlxType.Float16,
        ModelPrecision.Bf16 => MlxType.BFloat16,
        _ => device.Type == MlxDeviceType.Cpu ? MlxType.Float32 : MlxWeights.TypeOf(model.StoredType),
    };
}
