using Patina.Models;

namespace Patina.Embeddings.Mlx;

/// <summary>A transformer that MLX computes, as the engine above all runtimes takes it.</summary>
/// <param name="model">Taken over.</param>
/// <param name="layer">Which hidden state, as <see cref="Transformer.HiddenState"/> counts.</param>
internal sealed class MlxTokenEncoder(MlxTransformer model, int layer) : ITokenEncoder
{
    public int Width => model.Shape.Hidden;

    public bool Pools => false;

    public bool MixesRows => false;

    public int Parallelism => 1;

    public int BatchTokens => model.IsOnGraphicsCard ? 16384 : 2048;

    public void Encode(TokenBatch batch, Span<float> vectors, CancellationToken cancellation = default)
    {
        var needed = (long)batch.Rows * batch.Length * Width;
        if (vectors.Length != needed)
            throw new ArgumentException($"The batch needs room for {needed} numbers, there is room for {vectors.Length}.", nameof(vectors));

        cancellation.ThrowIfCancellationRequested();
        try
        {
            model.Encode(batch, layer, vectors);
        }
        catch (ModelException exception)
        {
            throw new EmbeddingException(EmbeddingError.RuntimeFailure, exception.Message, exception);
        }
    }

    public void Dispose() => model.Dispose();
}
