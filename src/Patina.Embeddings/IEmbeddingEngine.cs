namespace Patina.Embeddings;

/// <summary>
/// A model that turns text into vectors of unit length. The one interface in front of every runtime; prompts,
/// batching, pooling and normalising happen behind it. Instances are safe to use from several threads.
/// </summary>
public interface IEmbeddingEngine : IDisposable
{
    /// <summary>The name a recipe calls the model by.</summary>
    string ModelName { get; }

    /// <summary>Numbers in a vector.</summary>
    int Dimension { get; }

    /// <summary>Lower-case hex digest of everything that decides the vectors: weights, tokenizer, pooling, prompts, precision.</summary>
    string Fingerprint { get; }

    /// <summary>What computes it: <c>cpu</c>, or the word that a recipe has for other hardware, whose vectors differ by rounding.</summary>
    string Hardware => "cpu";

    /// <summary>What was computed so far; nothing where texts are looked up in a table and need no padding.</summary>
    TokenCount Counted => default;

    /// <summary>Embeds text as it is, without a prompt.</summary>
    /// <param name="vector">Receives <see cref="Dimension"/> numbers; all zero when the text has no known token.</param>
    /// <exception cref="EmbeddingException">The text cannot be read, or its vector is not finite; the message quotes it.</exception>
    void Embed(string text, Span<float> vector);

    /// <summary>Embeds a question.</summary>
    /// <inheritdoc cref="Embed"/>
    void EmbedQuery(string text, Span<float> vector);

    /// <summary>Embeds a question, saying what is to be found: <c>Given a question, find the code that answers it</c>.</summary>
    /// <exception cref="EmbeddingException">
    /// <see cref="EmbeddingError.Unsupported"/>: the model was not made for instructions; and as <see cref="Embed"/>.
    /// </exception>
    /// <inheritdoc cref="Embed"/>
    void EmbedWithInstruction(string instruction, string text, Span<float> vector);

    /// <summary>Embeds something to be found.</summary>
    /// <inheritdoc cref="Embed"/>
    void EmbedPassage(Passage passage, Span<float> vector);

    /// <summary>Embeds many passages.</summary>
    /// <param name="vectors">Row-major [passages × <see cref="Dimension"/>], in the order given.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <exception cref="EmbeddingException">As <see cref="Embed"/>; what <paramref name="vectors"/> then holds is undefined.</exception>
    void EmbedBatch(
        IReadOnlyList<Passage> passages, Span<float> vectors, IProgress<int>? progress = null,
        CancellationToken cancellation = default);

    /// <summary>Embeds many texts as what they are.</summary>
    /// <param name="vectors">Row-major [texts × <see cref="Dimension"/>], in the order given.</param>
    /// <returns>Tokens that were read, prompts and special tokens included, padding not.</returns>
    /// <inheritdoc cref="EmbedBatch"/>
    long EmbedTexts(
        IReadOnlyList<string> texts, TextRole role, Span<float> vectors, IProgress<int>? progress = null,
        CancellationToken cancellation = default);

    /// <summary>Cuts a vector of this model to its first numbers, the way the model wants it, and brings it to unit length (Matryoshka).</summary>
    /// <param name="vector"><see cref="Dimension"/> numbers.</param>
    /// <param name="shorter">Its length says how many are kept.</param>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.Unsupported"/>: the model has no vectors of that size.</exception>
    void Shorten(ReadOnlySpan<float> vector, Span<float> shorter);
}
