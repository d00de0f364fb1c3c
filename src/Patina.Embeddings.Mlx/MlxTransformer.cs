using Patina.Embeddings.Mlx.Native;
using Patina.Models;

namespace Patina.Embeddings.Mlx;

/// <summary>A transformer whose weights MLX holds. Thread-safe until disposed: batches run one after the other.</summary>
internal sealed class MlxTransformer : IDisposable
{
    private readonly Transformer _model;
    private readonly MlxDevice _device;
    private readonly MlxWeights _weights;
    private readonly MlxCompileMode? _compiles;
    private readonly MlxPrograms _programs = new();

    private MlxTransformer(Transformer model, MlxDevice device, MlxWeights weights, MlxCompileMode? compiles)
    {
        _compiles = compiles;
        _model = model;
        _device = device;
        _weights = weights;
    }

    public TransformerShape Shape => _model.Shape;

    /// <summary>How many forward passes are compiled at the moment.</summary>
    public int Programs => _programs.Count;

    /// <summary>Whether a graphics card computes it.</summary>
    public bool IsOnGraphicsCard => _device.Type == MlxDeviceType.Gpu;

    /// <summary>What its numbers are computed in, as part of what decides the vectors.</summary>
    public string Numbers { get; private init; } = "";

    /// <param name="model">Taken over.</param>
    /// <param name="precision">Null computes as the weights are stored, and in 32 bits on the processor, which has no others.</param>
    /// <param name="limits">Of the process; null leaves them.</param>
    /// <param name="compiles">Whether and how forward passes are compiled.</param>
    /// <exception cref="EmbeddingException">MLX cannot be used.</exception>
    public static MlxTransformer Open(
        Transformer model, ModelPrecision? precision, bool onProcessor, MlxLimits? limits = null, MlxCompiling compiles = MlxCompiling.ByDevice)
    {
        try
        {
            return MlxThread.Run(() =>
            {
                var device = MlxDevice.Choose(onProcessor);
                var type = TypeOf(model, precision, device);
                if (limits is not null)
                    MlxMemory.Limit(limits);
                int? bits = precision switch { ModelPrecision.Int8 => 8, ModelPrecision.Int4 => 4, _ => null };
                return new MlxTransformer(model, device, new MlxWeights(device, type, bits, limits?.Memory), ModeOf(compiles, device)) { Numbers = bits is null ? $"{type}" : $"{type} in {bits} bits" };
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
        MlxThread.Run(() =>
        {
            _programs.Dispose();
            _weights.Dispose();
        });
        _model.Dispose();
    }

    private void Compute(TokenBatch batch, int layer, TokenPooling? pooling, Span<float> vectors)
    {
        CheckIds(batch);
        using var graph = new MlxGraph(_device.Stream);
        var result = MlxThread.Run(() =>
        {
            var array = _compiles is { } mode ? RunCompiled(mode, graph, batch, layer, pooling) : Run(graph, batch, layer, pooling);
            MlxError.Check(NativeMlx.mlx_array_eval(array), "computing");
            return array;
        });
        MlxMemory.Read(result, vectors);
    }

    private MlxArrayHandle Run(MlxGraph graph, TokenBatch batch, int layer, TokenPooling? pooling)
    {
        MlxArrayHandle Integers(ReadOnlyMemory<int> numbers) => graph.Array(numbers.Span, MlxType.Int32, batch.Rows, batch.Length);
        var bucket = new MlxBucket(batch.Rows, batch.Length, batch.Mask.Span.Contains(0), !batch.TypeIds.IsEmpty, layer, pooling);
        return Record(graph, bucket, bucket.HasTypes ? [Integers(batch.Ids), Integers(batch.Mask), Integers(batch.TypeIds)] : [Integers(batch.Ids), Integers(batch.Mask)]);
    }

    /// <summary>Pads a batch to the shape of a bucket, whose forward pass is compiled, and cuts the result.</summary>
    private MlxArrayHandle RunCompiled(MlxCompileMode mode, MlxGraph graph, TokenBatch batch, int layer, TokenPooling? pooling)
    {
        var (texts, length) = MlxBucket.ShapeOf(batch.Rows, batch.Length, Shape.MaxLength);
        var padded = (texts, length) != (batch.Rows, batch.Length) || batch.Mask.Span.Contains(0);
        var bucket = new MlxBucket(texts, length, padded, !batch.TypeIds.IsEmpty, layer, pooling);
        MlxArrayHandle Integers(ReadOnlyMemory<int> numbers) => graph.Array<int>(Padded(batch, numbers.Span, texts, length), MlxType.Int32, texts, length);

        MlxError.Check(NativeMlx.mlx_set_compile_mode(mode), "compile");
        var program = _programs.Get(bucket, () => new MlxProgram(_device.Stream, (inside, inputs) => Record(inside, bucket, inputs)));
        try
        {
            var whole = bucket.HasTypes
                ? program.Run(graph, Integers(batch.Ids), Integers(batch.Mask), Integers(batch.TypeIds))
                : program.Run(graph, Integers(batch.Ids), Integers(batch.Mask));
            return graph.Contiguous(pooling is null
                ? graph.Slice(whole, [0, 0, 0], [batch.Rows, batch.Length, Shape.Hidden])
                : graph.Slice(whole, [0, 0], [batch.Rows, Shape.Hidden]));
        }
        catch
        {
            _programs.Remove(bucket);
            throw;
        }
    }

    /// <param name="inputs">Ids, mask and, where there are any, types.</param>
    private MlxArrayHandle Record(MlxGraph graph, MlxBucket bucket, IReadOnlyList<MlxArrayHandle> inputs)
    {
        var ops = new MlxTensorOps(graph, _weights, (bucket.Texts, bucket.Length), bucket.Padded);
        var hidden = _model.HiddenState(ops, new TokenInputs<MlxArrayHandle>(inputs[0], inputs[1], bucket.HasTypes ? inputs[2] : null), bucket.Layer);
        return graph.Contiguous(graph.Cast(bucket.Pooling is { } how ? ops.Pool(hidden, inputs[1], how) : hidden, MlxType.Float32));
    }

    private static int[] Padded(TokenBatch batch, ReadOnlySpan<int> numbers, int texts, int length)
    {
        var padded = new int[texts * length];
        for (var row = 0; row < batch.Rows; row++)
            numbers.Slice(row * batch.Length, batch.Length).CopyTo(padded.AsSpan(row * length));
        return padded;
    }

    /// <summary>On a graphics card, unless the variable that MLX itself has says no.</summary>
    private static MlxCompileMode? ModeOf(MlxCompiling compiles, MlxDevice device) => compiles switch
    {
        MlxCompiling.Traced => MlxCompileMode.NoFuse,
        MlxCompiling.Fused => MlxCompileMode.Enabled,
        MlxCompiling.ByDevice when device.Type == MlxDeviceType.Gpu && Environment.GetEnvironmentVariable("MLX_DISABLE_COMPILE") is null => MlxCompileMode.Enabled,
        _ => null,
    };

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
