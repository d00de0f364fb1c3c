namespace Patina.Embeddings;

/// <summary>An expected failure of this library; the message says what, where, what was expected and what to do.</summary>
public sealed class EmbeddingException(EmbeddingError reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public EmbeddingError Reason { get; } = reason;
}
