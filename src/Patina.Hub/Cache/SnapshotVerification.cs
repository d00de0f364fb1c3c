namespace Patina.Hub.Cache;

/// <summary>
/// Makes sure that files of a snapshot are what they should be. One whose size and time stamp are those of its receipt is not read; one
/// that another program fetched is compared with the digest that its blob is named by.
/// </summary>
internal sealed class SnapshotVerification(RepositoryFolder folder, string commit, CancellationToken cancellation)
{
    private readonly string _receipt = folder.Receipt(commit);
    private readonly Dictionary<string, ReceiptEntry> _verified = [];
    private Receipt? _known;

    /// <returns>The SHA-256 of a file.</returns>
    public string Verify(string path, bool readAll)
    {
        _known ??= ReceiptFile.Read(_receipt) ?? new Receipt(new Dictionary<string, ReceiptEntry>(), []);
        var name = folder.File(commit, path);
        var file = new FileInfo(name).ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? new FileInfo(name);
        if (!file.Exists)
            throw Damaged(path, "is missing");

        var before = _known.Files.GetValueOrDefault(path);
        if (before is not null && file.Length != before.Size)
            throw Damaged(path, $"has {file.Length} bytes, it had {before.Size}");
        if (before is not null && !readAll && file.LastWriteTimeUtc.Ticks == before.Modified)
            return before.Sha256;

        return Read(path, file, before);
    }

    /// <summary>Remembers what had to be read, so that it need not be the next time.</summary>
    public void Save()
    {
        if (_verified.Count > 0)
            ReceiptFile.Add(_receipt, _verified);
    }

    private string Read(string path, FileInfo file, ReceiptEntry? before)
    {
        var digest = before?.Digest ?? (FileDigest.IsDigest(file.Name) && file.DirectoryName == Path.GetFullPath(folder.Blobs) ? file.Name : null)
            ?? throw Damaged(path, "was put there by another program, and nothing says what it should be");
        var (sha256, fits) = FileDigest.Of(file.FullName, digest, cancellation);
        if (!fits || (before is not null && sha256 != before.Sha256))
            throw Damaged(path, $"is not the file that the hub has as {digest}");

        _verified[path] = new ReceiptEntry(digest, sha256, file.Length, file.LastWriteTimeUtc.Ticks);
        return sha256;
    }

    private HubException Damaged(string path, string what) => new(HubError.Damaged,
        $"{Path.Combine(folder.Snapshot(commit), path)} {what}. Run: patina model pull hf:{folder.Repository}@{commit}");
}
