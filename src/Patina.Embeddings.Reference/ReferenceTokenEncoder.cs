using Patina.Models;
using Patina.Models.Managed;

namespace Patina.Embeddings.Reference;

/// <summary>A transformer that the managed backend computes. Thread-safe until disposed.</summary>
internal sealed class ReferenceTokenEncoder : ITokenEncoder
{
    private readonly Transformer _model;
    private readonly int _layer;
    private readonly ManagedOps _ops = new();

    private ReferenceTokenEncoder(Transformer model, int layer)
    {
        _model = model;
        _layer = layer;
    }

    public int Width => _model.Shape.Hidden;

    public bool Pools => false;

    public bool MixesRows => false;

    public int Parallelism => 1;

    public int BatchTokens => 512;

    /// <exception cref="ModelException">The files do not fit the architecture, or it has no such layer.</exception>
    public static ReferenceTokenEncoder Open(string folder, int layer)
    {
        var encoder = new ReferenceTokenEncoder(Transformers.Open(folder), layer);
        try
        {
            encoder._model.Shape.ResolveLayer(layer);
            return encoder;
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    public void Encode(TokenBatch batch, Span<float> vectors, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Tensor Of(ReadOnlyMemory<int> numbers) => Tensor.OfIntegers(numbers.Span, batch.Rows, batch.Length);
        try
        {
            var inputs = new TokenInputs<Tensor>(Of(batch.Ids), Of(batch.Mask), batch.TypeIds.IsEmpty ? null : Of(batch.TypeIds));
            _model.HiddenState(_ops, inputs, _layer).Values.CopyTo(vectors);
        }
        catch (ModelException exception)
        {
            throw new EmbeddingException(EmbeddingError.RuntimeFailure, exception.Message, exception);
        }
    }

    public void Dispose() => _model.Dispose();
}
