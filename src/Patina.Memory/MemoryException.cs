namespace Patina.Memory;

/// <summary>Why the memory of a project could not be read or written.</summary>
public enum MemoryError
{
    /// <summary>The database is damaged or was written by another program or a newer version.</summary>
    BadDatabase,

    /// <summary>There is no database yet, or an older version wrote it: <c>patina scrape</c> makes it.</summary>
    NeedsScrape,

    /// <summary>Another process holds the write lock.</summary>
    Busy,

    /// <summary>The disk is full, read-only or failing.</summary>
    StorageFailed,

    /// <summary>A program that is needed (git) is missing or failed.</summary>
    ToolFailed,

    /// <summary>A native library is missing.</summary>
    MissingLibrary,

    /// <summary>A grammar or the query for it is of another version than this program expects.</summary>
    BadGrammar,

    /// <summary>The folder to work on does not exist or cannot be read.</summary>
    BadProject,
}

/// <summary>An expected failure of this library; the message says what, where, and what to do.</summary>
public sealed class MemoryException(MemoryError reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public MemoryError Reason { get; } = reason;
}
