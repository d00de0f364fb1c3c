namespace Patina.Scry;

/// <summary>Why a question could not be answered or a benchmark not be run.</summary>
public enum ScryError
{
    /// <summary>Nothing has been scraped yet.</summary>
    NothingScraped,

    /// <summary>The project has no file of that name in its memory.</summary>
    UnknownFile,

    /// <summary>A query set cannot be read.</summary>
    BadQuerySet,

    /// <summary>A checkout is missing or stands at another revision than the query set names.</summary>
    WrongCheckout,

    /// <summary>The question, glob or number is unusable.</summary>
    BadQuery,
}

/// <summary>An expected failure of this library; the message says what, where, and what to do.</summary>
public sealed class ScryException(ScryError reason, string message, Exception? inner = null) : Exception(message, inner)
{
    public ScryError Reason { get; } = reason;
}
