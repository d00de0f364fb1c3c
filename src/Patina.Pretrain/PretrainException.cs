namespace Patina.Pretrain;

/// <summary>A model could not be trained. The message says what, where, and what to do.</summary>
public sealed class PretrainException(PretrainError reason, string message) : Exception(message)
{
    public PretrainError Reason { get; } = reason;
}
