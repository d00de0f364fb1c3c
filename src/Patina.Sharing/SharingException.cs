namespace Patina.Sharing;

/// <summary>Why something could not be shared, or what was shared not be used.</summary>
public enum SharingError
{
    /// <summary>The address of a repository has a form that is not allowed.</summary>
    BadAddress,

    /// <summary>The repository could not be fetched.</summary>
    NotFetched,

    /// <summary>There is no git, or no repository where one is needed.</summary>
    NoRepository,

    /// <summary>The repository or one of its files is larger than what is shared ever is.</summary>
    TooLarge,

    /// <summary>There is no such recipe, or more than one to choose from.</summary>
    NoSuchRecipe,

    /// <summary>The project's recipe names something that exists on this machine only.</summary>
    NotShareable,

    /// <summary>Git does not say who votes.</summary>
    NoVoter,

    /// <summary>The vote could not be written into the repository.</summary>
    NotWritten,
}

/// <summary>An expected failure of this library; the message says what, where, and what to do.</summary>
public sealed class SharingException(SharingError reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public SharingError Reason { get; } = reason;
}
