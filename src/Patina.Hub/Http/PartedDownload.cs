using Patina.Hub.Cache;

namespace Patina.Hub.Http;

/// <summary>
/// Fetches a large file over several connections, a part on each. The first part that is lacking is written where other programs expect the
/// beginning of the file; later ones lie beside it in files of their own until those before them are complete, so that whatever ends this
/// loses nothing that arrived.
/// </summary>
/// <param name="partial">The beginning of the file.</param>
/// <param name="received">Told how many bytes came; below zero for those that are given up.</param>
internal sealed class PartedDownload(
    HubClient client, HubOptions options, RepositoryFolder folder, string commit, RemoteFile file, string partial, Action<long> received) : IDisposable
{
    private readonly SemaphoreSlim _appending = new(1);
    private IReadOnlyList<FilePart> _parts = [];
    private bool[] _complete = [];
    private int _appended;
    private bool _withoutRanges;

    /// <returns>False where the server does not send parts; the beginning of the file is kept.</returns>
    /// <exception cref="HubException">It cannot be fetched.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        _parts = FilePart.Plan(folder, file, partial, options.PartBytes);
        _complete = new bool[_parts.Count];
        received(_parts.Where(part => !part.IsBeginning).Sum(part => part.Length));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Connections, CancellationToken = stop.Token };
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, _parts.Count), parallel, async (i, token) =>
            {
                var part = _parts[i];
                await Retries.RunAsync(options, () => part.Length, () => ReceiveAsync(part, stop, token), token).ConfigureAwait(false);
                _complete[i] = true;
                await AppendAsync(token).ConfigureAwait(false);
            }).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (_withoutRanges && !cancellation.IsCancellationRequested)
        {
            received(-_parts.Where(part => !part.IsBeginning).Sum(part => part.Length));
            FilePart.Delete(folder, file);
            return false;
        }
    }

    public void Dispose() => _appending.Dispose();

    private async Task<bool> ReceiveAsync(FilePart part, CancellationTokenSource stop, CancellationToken cancellation)
    {
        var at = part.Position;
        if (at == part.End)
            return true;
        using var answer = await client.OpenAsync(folder.Repository, commit, file.Path, at, part.End - 1, cancellation).ConfigureAwait(false);
        if ((int)answer.Status == 200)
        {
            _withoutRanges = true;
            await stop.CancelAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }

        if (answer.Message.Content.Headers.ContentRange is not { } range || range.From != at || (range.Length ?? file.Size) != file.Size)
            throw Interrupted("is answered with another part than was asked for");

        using var body = await answer.Message.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var target = new FileStream(part.Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        target.Seek(0, SeekOrigin.End);
        var buffer = new byte[1 << 18];
        while (at < part.End)
        {
            var room = buffer.AsMemory(0, (int)Math.Min(buffer.Length, part.End - at));
            if (await StalledRead.ReadAsync(body, room, options, cancellation).ConfigureAwait(false) is not (> 0 and var read))
                throw Interrupted($"ended after {at} of {file.Size} bytes");
            await target.WriteAsync(room[..read], cancellation).ConfigureAwait(false);
            at += read;
            received(read);
        }

        target.Flush(flushToDisk: true);
        return true;
    }

    /// <summary>Moves what is complete behind the beginning of the file, in order.</summary>
    private async Task AppendAsync(CancellationToken cancellation)
    {
        await _appending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (; _appended < _parts.Count && _complete[_appended]; _appended++)
            {
                if (!_parts[_appended].IsBeginning)
                    _parts[_appended].AppendTo(partial);
            }
        }
        finally
        {
            _appending.Release();
        }
    }

    private HubException Interrupted(string how) => new(HubError.Unreachable,
        $"{folder.Repository}: the transfer of {file.Path} {how}. Run the command again; what was fetched so far is kept.")
    { IsTransient = true };
}
