using Patina.Hub.Cache;

namespace Patina.Hub;

/// <summary>
/// The folder that programs using the hub share: reads it, verifies it, and removes models from it. Opens no connection. Thread-safe.
/// </summary>
/// <param name="folder">Need not exist.</param>
public sealed class HubCache(string folder)
{
    private const string Prefix = "models--";

    public string Folder { get; } = folder;

    /// <summary>The commit that a revision means here; null if it was never fetched.</summary>
    public string? CommitOf(RepositoryId repository, Revision revision) => Of(repository).CommitOf(revision);

    /// <summary>Whether a file was fetched.</summary>
    /// <param name="path">With <c>/</c>.</param>
    public bool Has(RepositoryId repository, string commit, string path) =>
        File.Exists(Of(repository).File(commit, RepositoryPath.Check(path)));

    /// <summary>
    /// The paths of the files of a repository, with <c>/</c>: all that it has where this program fetched from it, those that are here where
    /// another did. Empty if there is no snapshot.
    /// </summary>
    public IReadOnlyList<string> Paths(RepositoryId repository, string commit)
    {
        var snapshot = Of(repository).Snapshot(commit);
        if (!Directory.Exists(snapshot))
            return [];
        return ReceiptFile.Read(Of(repository).Receipt(commit)) is { Listing: { Count: > 0 } listing }
            ? listing
            : [.. Directory.EnumerateFiles(snapshot, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(snapshot, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    /// <summary>Opens files of a snapshot after making sure that they are what they were when they were fetched.</summary>
    /// <param name="paths">Those that are wanted.</param>
    /// <param name="readAll">Read the contents even if size and time stamp have not changed since they were verified.</param>
    /// <exception cref="HubException"><see cref="HubError.Damaged"/>: a file is missing, cut short or altered, or nothing says what it should be.</exception>
    public Snapshot Open(
        RepositoryId repository, string commit, IReadOnlyCollection<string> paths, bool readAll = false, CancellationToken cancellation = default)
    {
        var verification = new SnapshotVerification(Of(repository), commit, cancellation);
        var digests = paths.ToDictionary(path => path, path => verification.Verify(RepositoryPath.Check(path), readAll));
        verification.Save();
        return new Snapshot(repository, commit, Of(repository).Snapshot(commit), Of(repository).Blobs, digests);
    }

    /// <summary>What the cache has, by name.</summary>
    public IReadOnlyList<CachedRepository> List()
    {
        if (!Directory.Exists(Folder))
            return [];

        var found = new List<CachedRepository>();
        foreach (var path in Directory.EnumerateDirectories(Folder, Prefix + "*"))
        {
            if (RepositoryId.TryParse(Path.GetFileName(path)[Prefix.Length..].Replace("--", "/", StringComparison.Ordinal), out var repository)
                && Commits(Of(repository)) is { Count: > 0 } commits)
            {
                found.Add(new CachedRepository(repository, commits, Size(path)));
            }
        }

        return [.. found.OrderBy(item => item.Repository.Value, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Deletes all of a repository's files.</summary>
    /// <returns>Bytes that became free; 0 if there was nothing.</returns>
    /// <exception cref="HubException"><see cref="HubError.NoPermission"/>.</exception>
    public long Remove(RepositoryId repository)
    {
        var of = Of(repository);
        if (!Directory.Exists(of.Root))
            return 0;

        var bytes = Size(of.Root);
        try
        {
            // Renamed first, so that no other process meets half of a repository.
            var doomed = $"{of.Root}.{Environment.ProcessId}.removed";
            Directory.Move(of.Root, doomed);
            Directory.Delete(doomed, recursive: true);
            if (Directory.Exists(of.Locks))
                Directory.Delete(of.Locks, recursive: true);
        }
        catch (Exception error) when (Writing.IsDenied(error))
        {
            throw Writing.Failure(error, of.Root);
        }

        return bytes;
    }

    internal RepositoryFolder Of(RepositoryId repository) => new(Folder, repository);

    private static List<string> Commits(RepositoryFolder folder) => Directory.Exists(folder.Snapshots)
        ? [.. Directory.EnumerateDirectories(folder.Snapshots).Select(path => Path.GetFileName(path)!).Where(Revision.IsCommitHash).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Of what lies there; what links lead to is counted where it lies.</summary>
    private static long Size(string path) => new DirectoryInfo(path)
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Sum(file => file.Length);
}
