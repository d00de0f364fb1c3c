namespace Patina.Embeddings;

/// <summary>
/// A network from token ids to vectors: all that a runtime implements. Prompts, tokenizing, batching, pooling and normalizing
/// happen once, above it. Thread-safe until disposed.
/// </summary>
public interface ITokenEncoder : IDisposable
{
    /// <summary>Numbers in a vector.</summary>
    int Width { get; }

    /// <summary>True where the network gives one vector per text, false where it gives one per token.</summary>
    bool Pools { get; }

    /// <summary>
    /// True where the texts of a batch change each other's vectors, as in graphs that quantize by the range of a whole batch. Each text is
    /// then run by itself, so that a vector depends on its text alone.
    /// </summary>
    bool MixesRows { get; }

    /// <summary>The hardware, by the word that a recipe has for it; its vectors differ from those of others by rounding.</summary>
    string Hardware => "cpu";

    /// <summary>How many batches at once use the machine best; 1 where one batch keeps it busy.</summary>
    int Parallelism { get; }

    /// <summary>Tokens of a batch, padding included, from which on it gets no faster; a longer text is a batch of its own.</summary>
    int BatchTokens { get; }

    /// <summary>Runs the network.</summary>
    /// <param name="vectors">
    /// Receives [rows × length × <see cref="Width"/>], padding included, or [rows × <see cref="Width"/>] where it <see cref="Pools"/>.
    /// The vectors of padding are of no meaning.
    /// </param>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.RuntimeFailure"/>.</exception>
    void Encode(TokenBatch batch, Span<float> vectors, CancellationToken cancellation = default);
}
