namespace Patina.Memory;

/// <summary>Why the memory of a project could not be read or written.</summary>
public enum MemoryError
{
    /// <summary>The database is damaged or was written by another version.</summary>
    BadDatabase,

    /// <summary>Another process holds the write lock.</summary>
    Busy,

    /// <summary>A program that is needed (git) is missing or failed.</summary>
    ToolFailed,

    /// <summary>A native library is missing.</summary>
    MissingLibrary,

    /// <summary>The folder to work on does not exist or cannot be read.</summary>
    BadProject,
}

/// <summary>An expected failure of this library; the message says what, where, and what to do.</summary>
public sealed class MemoryException(MemoryError reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public MemoryError Reason { get; } = reason;
}
