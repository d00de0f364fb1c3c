using System.Collections.Concurrent;
using Patina.Hub.Cache;
using Patina.Hub.Http;

namespace Patina.Hub;

/// <summary>
/// Fetches models from a hub into the cache that all programs using it share. A download goes on where it was cut, is verified by the hub's
/// digests, and becomes visible file by file once it is complete. Thread-safe.
/// </summary>
public sealed class ModelHub(HubOptions options) : IDisposable
{
    private readonly Lazy<HubClient> _client = new(() => new HubClient(options));

    public HubCache Cache { get; } = new(options.CacheFolder);

    /// <summary>Fetches what is lacking of some files of a repository.</summary>
    /// <param name="revision">A branch or tag is looked up; the commit it has is in the result.</param>
    /// <param name="selection">The paths wanted of those that the repository has.</param>
    /// <param name="sha256">What files must have by other knowledge, by path; may lack any.</param>
    /// <param name="progress">May be called on several threads at once.</param>
    /// <exception cref="HubException">The hub cannot be reached or has no such thing, a digest is wrong, or the disk cannot take it.</exception>
    public async Task<Snapshot> PullAsync(
        RepositoryId repository, Revision revision, FileSelection selection, IReadOnlyDictionary<string, string> sha256,
        IProgress<HubProgress>? progress, CancellationToken cancellation)
    {
        var folder = Cache.Of(repository);
        if (options.Offline)
            return Check(OpenOffline(repository, revision, selection, cancellation), sha256);

        try
        {
            var remote = await _client.Value.ReadRepositoryAsync(repository, revision, cancellation).ConfigureAwait(false);
            if (revision.IsCommit && remote.Commit != revision.Value)
                throw new HubException(HubError.BadResponse, $"{repository}: the hub answers with commit {remote.Commit} for {revision}. Check HF_ENDPOINT.");

            var first = await FetchAsync(folder, remote, selection.First(remote.Paths), sha256, progress, cancellation).ConfigureAwait(false);
            var then = await FetchAsync(folder, remote, selection.Then(remote.Paths, first), sha256, progress, cancellation).ConfigureAwait(false);
            folder.WriteRef(revision, remote.Commit);
            return then with { Sha256 = new Dictionary<string, string>(first.Sha256.Concat(then.Sha256).DistinctBy(file => file.Key)) };
        }
        catch (Exception error) when (Writing.IsDenied(error))
        {
            throw Writing.Failure(error, folder.Root);
        }
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    private async Task<Snapshot> FetchAsync(
        RepositoryFolder folder, RemoteRepository remote, IReadOnlyCollection<string> paths, IReadOnlyDictionary<string, string> sha256,
        IProgress<HubProgress>? progress, CancellationToken cancellation)
    {
        var commit = remote.Commit;
        var files = await DescribeAsync(folder, commit, paths, cancellation).ConfigureAwait(false);
        CheckRoom(folder, files);
        var total = files.Sum(file => file.Size);
        var done = 0L;
        progress?.Report(new HubProgress(0, total));
        void Received(long bytes) => progress?.Report(new HubProgress(Interlocked.Add(ref done, bytes), total));

        var entries = new ConcurrentDictionary<string, ReceiptEntry>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellation };

        // The largest first: it decides when all are done.
        await Parallel.ForEachAsync(files.OrderByDescending(file => file.Size), parallel, async (file, token) =>
        {
            var digest = await new FileDownload(_client.Value, options, folder, commit, file, Received, token).RunAsync().ConfigureAwait(false);
            CheckDigest(folder.Repository, file.Path, digest, sha256);
            SnapshotLink.Create(folder, commit, file.Path, file.Digest, options.UseLinks);
            entries[file.Path] = EntryOf(folder, commit, file, digest);
        }).ConfigureAwait(false);

        ReceiptFile.Add(folder.Receipt(commit), entries, remote.Paths);
        return new Snapshot(folder.Repository, commit, folder.Snapshot(commit), folder.Blobs, entries.ToDictionary(entry => entry.Key, entry => entry.Value.Sha256));
    }

    private async Task<IReadOnlyList<RemoteFile>> DescribeAsync(
        RepositoryFolder folder, string commit, IReadOnlyCollection<string> paths, CancellationToken cancellation)
    {
        var files = new ConcurrentBag<RemoteFile>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellation };
        await Parallel.ForEachAsync(paths.Select(RepositoryPath.Check).Distinct(), parallel, async (path, token) =>
            files.Add(await _client.Value.ReadFileAsync(folder.Repository, commit, path, token).ConfigureAwait(false))).ConfigureAwait(false);
        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private void CheckRoom(RepositoryFolder folder, IReadOnlyList<RemoteFile> files)
    {
        Directory.CreateDirectory(folder.Blobs);
        var needed = files.Where(file => !File.Exists(folder.Blob(file.Digest)))
            .Sum(file => Math.Max(0, file.Size - Begun(folder, file)));
        if (options.FreeBytes(folder.Root) is { } free && free < needed)
            throw Writing.Full(folder.Root, needed);
    }

    /// <summary>Bytes of a file that are here of an interrupted run.</summary>
    private static long Begun(RepositoryFolder folder, RemoteFile file) =>
        (new FileInfo(folder.Blob(file.Digest) + ".incomplete") is { Exists: true } partial ? partial.Length : 0) + FilePart.BytesOf(folder, file);

    private Snapshot OpenOffline(RepositoryId repository, Revision revision, FileSelection selection, CancellationToken cancellation)
    {
        if (Cache.CommitOf(repository, revision) is not { } commit || Cache.Paths(repository, commit) is not { Count: > 0 } paths)
            throw NotHere($"{repository} at {revision}");

        Snapshot Open(IReadOnlyCollection<string> wanted) => wanted.FirstOrDefault(path => !Cache.Has(repository, commit, path)) is { } missing
            ? throw NotHere($"{missing} of {repository}")
            : Cache.Open(repository, commit, wanted, readAll: false, cancellation);
        var first = Open(selection.First(paths));
        return Open([.. selection.First(paths).Union(selection.Then(paths, first))]);
    }

    private HubException NotHere(string what) => new(HubError.Offline,
        $"{what} is not in {Cache.Folder}, and the network is not to be used (--offline or HF_HUB_OFFLINE). "
        + "Pull it once with the network, or copy the cache of a machine that has it.");

    private static Snapshot Check(Snapshot snapshot, IReadOnlyDictionary<string, string> sha256)
    {
        foreach (var (path, digest) in snapshot.Sha256)
            CheckDigest(snapshot.Repository, path, digest, sha256);
        return snapshot;
    }

    private static void CheckDigest(RepositoryId repository, string path, string digest, IReadOnlyDictionary<string, string> expected)
    {
        if (expected.TryGetValue(path, out var known) && known != digest)
        {
            throw new HubException(HubError.WrongDigest,
                $"{repository}: {path} has SHA-256 {digest}, expected {known} by the registry or oxidize.lock. Do not use it before you know why it changed.");
        }
    }

    private static ReceiptEntry EntryOf(RepositoryFolder folder, string commit, RemoteFile file, string sha256)
    {
        var name = folder.File(commit, file.Path);
        var stored = new FileInfo(name).ResolveLinkTarget(returnFinalTarget: true) ?? new FileInfo(name);
        return new ReceiptEntry(file.Digest, sha256, file.Size, stored.LastWriteTimeUtc.Ticks);
    }
}
