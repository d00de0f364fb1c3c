namespace Patina.Hub;

/// <summary>An expected failure of this library; the message says what, where, what was expected and what to do.</summary>
public sealed class HubException(HubError reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public HubError Reason { get; } = reason;

    /// <summary>Another attempt may succeed.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>How long the server asks to wait before it.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
