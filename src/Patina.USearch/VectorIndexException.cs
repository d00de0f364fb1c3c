namespace Patina.USearch;

/// <summary>An expected failure of this library; the message says what, where, and what to do.</summary>
public sealed class VectorIndexException(VectorIndexError reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public VectorIndexError Reason { get; } = reason;
}
