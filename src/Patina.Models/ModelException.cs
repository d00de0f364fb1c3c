namespace Patina.Models;

/// <summary>An expected failure of this library; the message says what, where, what was expected and what to do.</summary>
public sealed class ModelException(ModelError reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public ModelError Reason { get; } = reason;
}
