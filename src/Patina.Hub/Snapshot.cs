namespace Patina.Hub;

/// <summary>One state of a repository on this machine; every file listed was verified.</summary>
/// <param name="Repository">Where it comes from.</param>
/// <param name="Commit">40 hexadecimal digits.</param>
/// <param name="Folder">Absolute; holds the files by their own names.</param>
/// <param name="Blobs">Absolute; where links of <paramref name="Folder"/> lead.</param>
/// <param name="Sha256">By path within the repository, with <c>/</c>.</param>
public sealed record Snapshot(
    RepositoryId Repository, string Commit, string Folder, string Blobs, IReadOnlyDictionary<string, string> Sha256);
