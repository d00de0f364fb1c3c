namespace Patina.Tokenizers;

/// <summary>An expected failure of this library; the message says what, where, what was expected and what to do.</summary>
public sealed class TokenizerException(TokenizerError reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public TokenizerError Reason { get; } = reason;
}
