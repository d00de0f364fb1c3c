using Patina.Embeddings.Onnx.Native;
using Patina.Safetensors;

namespace Patina.Embeddings.Onnx;

/// <summary>A graph that ONNX Runtime computes. Thread-safe until disposed: runs share its weights.</summary>
internal sealed class OnnxTokenEncoder : ITokenEncoder
{
    private readonly Session _session;
    private readonly GraphInputs _inputs;
    private readonly GraphOutput _output;
    private readonly string _path;
    private readonly RunPlan _plan;

    private OnnxTokenEncoder(Session session, GraphInputs inputs, GraphOutput output, string path, bool mixesRows, RunPlan plan)
    {
        _session = session;
        _inputs = inputs;
        _output = output;
        _path = path;
        MixesRows = mixesRows;
        _plan = plan;
        Width = FindWidth();
    }

    public int Width { get; }

    public bool Pools => _output.Pools;

    public bool MixesRows { get; }

    public string Hardware => ExecutionProviders.WordOf(_plan.Provider);

    public int Parallelism => _plan.Runs;

    public int BatchTokens => _plan.BatchTokens;

    /// <param name="session">Taken over.</param>
    /// <param name="path">The graph's file, for messages.</param>
    /// <param name="pooling">What is to be done above the graph; null takes what it gives.</param>
    public static OnnxTokenEncoder Create(Session session, string path, Pooling? pooling, bool mixesRows, RunPlan plan)
    {
        try
        {
            var inputs = GraphInputs.For(session, path);
            var output = GraphOutput.Choose(session.Outputs, pooling, path);
            return new OnnxTokenEncoder(session, inputs, output, path, mixesRows, plan);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Encode(TokenBatch batch, Span<float> vectors, CancellationToken cancellation = default)
    {
        var needed = (long)batch.Rows * (Pools ? 1 : batch.Length) * Width;
        if (vectors.Length != needed)
            throw new ArgumentException($"The batch needs room for {needed} numbers, there is room for {vectors.Length}.", nameof(vectors));

        using var result = Run(batch, cancellation);
        long[] expected = Pools ? [batch.Rows, Width] : [batch.Rows, batch.Length, Width];
        if (!result.Shape.SequenceEqual(expected))
        {
            throw new EmbeddingException(EmbeddingError.RuntimeFailure,
                $"{_path}: its output '{_output.Port.Name}' has the shape [{string.Join(',', result.Shape)}] for {batch.Rows} texts of {batch.Length} tokens; " +
                $"expected [{string.Join(',', expected)}]. Choose another file of the model.");
        }

        FloatConversion.Convert(ToDType(result.Type), result.Bytes, vectors);
    }

    public void Dispose() => _session.Dispose();

    private OrtTensor Run(TokenBatch batch, CancellationToken cancellation)
    {
        var inputs = _inputs.Create(batch);
        try
        {
            return _session.Run(inputs, _output.Index, cancellation);
        }
        finally
        {
            foreach (var input in inputs)
                input.Dispose();
        }
    }

    /// <summary>The graph says it, or one token tells.</summary>
    private int FindWidth()
    {
        if (_output.Port.Shape[^1] is > 0 and <= int.MaxValue and var size)
            return (int)size;

        using var result = Run(new TokenBatch(1, 1, new int[1], new[] { 1 }), CancellationToken.None);
        return checked((int)result.Shape[^1]);
    }

    private static DType ToDType(OnnxElementType type) => type switch
    {
        OnnxElementType.Float => DType.F32,
        OnnxElementType.Float16 => DType.F16,
        OnnxElementType.BFloat16 => DType.BF16,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of vectors."),
    };
}
