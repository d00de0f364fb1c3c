namespace Patina.Hub;

/// <summary>Why a model could not be fetched or opened.</summary>
public enum HubError
{
    /// <summary>The name of a repository, a revision or a file is not one that the hub has, or would lead out of the cache.</summary>
    BadName,

    /// <summary>The network is needed and was forbidden.</summary>
    Offline,

    /// <summary>The hub has no such repository, revision or file, or hides it from this token.</summary>
    NotFound,

    /// <summary>The hub wants a token.</summary>
    Unauthorized,

    /// <summary>The hub does not let this token in: a licence has to be accepted first, or the token lacks a right.</summary>
    Forbidden,

    /// <summary>The hub asks to come back later than is reasonable to wait.</summary>
    TooManyRequests,

    /// <summary>No connection, or a server that fails, after all attempts.</summary>
    Unreachable,

    /// <summary>An answer that a hub does not give.</summary>
    BadResponse,

    /// <summary>A file is not the one that its digest names.</summary>
    WrongDigest,

    /// <summary>A file of the cache is missing, cut short, or was changed.</summary>
    Damaged,

    /// <summary>The disk has no room for the files.</summary>
    DiskFull,

    /// <summary>The cache cannot be written.</summary>
    NoPermission,
}
