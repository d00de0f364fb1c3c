using Patina.Hub.Cache;

namespace Patina.Hub.Http;

/// <summary>
/// Fetches one file into the cache's blobs: goes on where an earlier attempt ended, verifies what arrived, and only then gives it its name.
/// </summary>
internal sealed class FileDownload(
    HubClient client, HubOptions options, RepositoryFolder folder, string commit, RemoteFile file, Action<long> received, CancellationToken cancellation)
{
    private readonly string _name = folder.File(commit, file.Path);
    private readonly string _blob = folder.Blob(file.Digest);
    private readonly string _partial = folder.Blob(file.Digest) + ".incomplete";
    private long _counted;

    /// <returns>The SHA-256 of the file's contents.</returns>
    public async Task<string> RunAsync()
    {
        // Where links cannot be made, the snapshot holds the file itself.
        if (!options.UseLinks && Known(_name) is { } copied)
            return copied;

        using var blobLock = await BlobLock.AcquireAsync(folder.Locks, file.Digest, cancellation).ConfigureAwait(false);
        Directory.CreateDirectory(folder.Blobs);
        if (Known(_blob) is { } known)
            return known;
        File.Delete(_blob);

        var resumed = Length() > 0 || FilePart.BytesOf(folder, file) > 0;
        return await FetchAsync().ConfigureAwait(false)
            ?? (resumed ? await FetchAsync().ConfigureAwait(false) : null)
            ?? throw new HubException(HubError.WrongDigest,
                $"{folder.Repository}: what the hub sends as {file.Path} is not the file of digest {file.Digest}. It was not kept. Try again later; "
                + "if it happens again, something between here and the hub changes files.");
    }

    /// <summary>The SHA-256 of a file that is there and right: by another program, an earlier run, or while we waited for the lock.</summary>
    private string? Known(string path)
    {
        if (new FileInfo(path) is not { Exists: true } found || found.Length != file.Size || FileDigest.Of(path, file.Digest, cancellation) is not (var sha256, true))
            return null;
        Count(file.Size);
        return sha256;
    }

    /// <summary>Null when what arrived is not the file; it is deleted.</summary>
    private async Task<string?> FetchAsync()
    {
        if (Length() > file.Size)
            File.Delete(_partial);
        if ((Length() < file.Size || file.Size == 0) && !await ReceivePartsAsync().ConfigureAwait(false))
            await Retries.RunAsync(options, Length, ReceiveAsync, cancellation).ConfigureAwait(false);
        FilePart.Delete(folder, file);

        var (sha256, fits) = FileDigest.Of(_partial, file.Digest, cancellation);
        if (fits)
        {
            File.Move(_partial, _blob, overwrite: true);
            return sha256;
        }

        File.Delete(_partial);
        Count(0);
        return null;
    }

    /// <summary>Over several connections, where the file is large and the server sends parts.</summary>
    private async Task<bool> ReceivePartsAsync()
    {
        if (file.Size - Length() < 2 * options.PartBytes)
            return false;

        Count(Length());
        using var parts = new PartedDownload(client, options, folder, commit, file, _partial, bytes =>
        {
            Interlocked.Add(ref _counted, bytes);
            received(bytes);
        });
        return await parts.RunAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<bool> ReceiveAsync()
    {
        var from = Length();
        using var answer = await client.OpenAsync(folder.Repository, commit, file.Path, from, to: null, cancellation).ConfigureAwait(false);
        if (from > 0 && !Continues(answer, from))
        {
            // The server starts from the beginning, or has another length in mind: so do we.
            File.Delete(_partial);
            if ((int)answer.Status != 200)
                throw Interrupted("does not continue where the last attempt ended");
            from = 0;
        }
        else if (from == 0 && (int)answer.Status != 200)
        {
            throw new HubException(HubError.BadResponse, $"{folder.Repository}: the hub answers {file.Path} with status {(int)answer.Status}. Check HF_ENDPOINT.");
        }

        using var body = await answer.Message.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var target = new FileStream(_partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
        target.Seek(from, SeekOrigin.Begin);
        await CopyAsync(body, target, from).ConfigureAwait(false);
        target.Flush(flushToDisk: true);
        return true;
    }

    private async Task CopyAsync(Stream body, FileStream target, long at)
    {
        var buffer = new byte[1 << 18];
        while (await StalledRead.ReadAsync(body, buffer, options, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            if (at + read > file.Size)
                throw new HubException(HubError.WrongDigest, $"{folder.Repository}: the hub sends more than the {file.Size} bytes that {file.Path} has. Try again later.");
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            at += read;
            Count(at);
        }

        if (at < file.Size)
            throw Interrupted($"ended after {at} of {file.Size} bytes");
    }

    private bool Continues(HubAnswer answer, long from) =>
        (int)answer.Status == 206 && answer.Message.Content.Headers.ContentRange is { } range && range.From == from && (range.Length ?? file.Size) == file.Size;

    private HubException Interrupted(string how) => new(HubError.Unreachable,
        $"{folder.Repository}: the transfer of {file.Path} {how}. Run the command again; what was fetched so far is kept.")
    { IsTransient = true };

    private long Length() => new FileInfo(_partial) is { Exists: true } partial ? partial.Length : 0;

    private void Count(long bytes)
    {
        received(bytes - _counted);
        _counted = bytes;
    }
}
