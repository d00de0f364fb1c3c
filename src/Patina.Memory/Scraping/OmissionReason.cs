namespace Patina.Memory.Scraping;

/// <summary>Why a file is not read.</summary>
public enum OmissionReason
{
    /// <summary>Named like a file of passwords or keys, or holding a private key.</summary>
    Secret,

    /// <summary>Matched by <c>.patinaignore</c>.</summary>
    Ignored,

    /// <summary>An image, font, archive, program or other content that is no text.</summary>
    NotText,

    /// <summary>Other people's code, kept in the repository.</summary>
    Vendored,

    /// <summary>Written by a program.</summary>
    Generated,

    /// <summary>Exact versions of dependencies.</summary>
    LockFile,

    /// <summary>Code or data without line breaks.</summary>
    Minified,

    /// <summary>Above the size limit.</summary>
    TooLarge,

    /// <summary>Nothing in it.</summary>
    Empty,

    /// <summary>A symbolic link; what it points to inside the project is read under its own name.</summary>
    SymbolicLink,

    /// <summary>A symbolic link, or a file below one, that leaves the project.</summary>
    OutsideProject,

    /// <summary>A submodule or another repository inside this one.</summary>
    OtherRepository,

    /// <summary>The operating system refused.</summary>
    Unreadable,
}
