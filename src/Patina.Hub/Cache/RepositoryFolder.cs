namespace Patina.Hub.Cache;

/// <summary>The folder of one repository in the cache.</summary>
/// <remarks>https://huggingface.co/docs/hub/local-cache describes the layout, which all programs using the hub share.</remarks>
internal sealed class RepositoryFolder(string cache, RepositoryId repository)
{
    private readonly string _name = "models--" + repository.Value.Replace("/", "--", StringComparison.Ordinal);

    public RepositoryId Repository { get; } = repository;

    public string Root => Path.Combine(cache, _name);

    /// <summary>The contents of files, each named by its digest.</summary>
    public string Blobs => Path.Combine(Root, "blobs");

    public string Snapshots => Path.Combine(Root, "snapshots");

    /// <summary>Locked while a blob is fetched, by other programs too.</summary>
    public string Locks => Path.Combine(cache, ".locks", _name);

    public string Blob(string digest) => Path.Combine(Blobs, digest);

    /// <summary>One state of the repository: its files by their own names, as links to blobs.</summary>
    public string Snapshot(string commit) => Path.Combine(Snapshots, commit);

    /// <summary>A file of a snapshot.</summary>
    /// <param name="path">Within the repository, with <c>/</c>.</param>
    public string File(string commit, string path) => Path.Combine([Snapshot(commit), .. path.Split('/')]);

    /// <summary>What was verified of a snapshot. Ours; other programs pass it over.</summary>
    public string Receipt(string commit) => Path.Combine(Root, ".patina", commit + ".json");

    /// <summary>The commit that a branch or tag had when it was last fetched; null if it never was.</summary>
    public string? CommitOf(Revision revision)
    {
        if (revision.IsCommit)
            return revision.Value;
        var path = RefPath(revision);
        return new FileInfo(path) is { Exists: true, Length: <= 64 } && System.IO.File.ReadAllText(path).Trim() is var commit && Revision.IsCommitHash(commit)
            ? commit
            : null;
    }

    public void WriteRef(Revision revision, string commit)
    {
        if (!revision.IsCommit)
            AtomicFile.Write(RefPath(revision), commit);
    }

    private string RefPath(Revision revision) => Path.Combine([Root, "refs", .. revision.Value.Split('/')]);
}
