namespace Patina.Memory.Scraping.Git;

/// <summary>
/// Reads the changed files of commits, each commit exactly once and in order, whatever the clone lacks. Comparing takes
/// most of the time of a first scrape, so several git processes compare at once, a batch of commits each. Where one
/// meets a missing object, the rest of its batch is read with care: paths from the trees, then line counts for those
/// commits whose content is there.
/// </summary>
internal sealed class ChangeHistory(GitProgram git, CancellationToken cancellation)
{
    /// <summary>So few that the answer mostly fits the pipe, and no process waits for its turn to be read.</summary>
    private const int BatchSize = 128;

    /// <summary>Unreadable commits per batch, each of which costs a git process, before the rest of the batch is given up.</summary>
    private const int MaxFailures = 32;

    private static readonly int ProcessesAtOnce = Math.Min(Environment.ProcessorCount, 4);

    /// <summary>Commits kept without line counts and renames, as content is missing.</summary>
    public int WithoutLines { get; private set; }

    /// <summary>Commits kept without a list of files, as a tree is missing.</summary>
    public int WithoutFiles { get; private set; }

    /// <summary>What git said when it first met something missing; empty if it never did.</summary>
    public string FirstError { get; private set; } = "";

    public IEnumerable<CommitChanges> Read(IEnumerable<string> shas)
    {
        var running = new Queue<(string[] Batch, ChangeReader Reader)>();
        try
        {
            foreach (var batch in shas.Chunk(BatchSize))
            {
                running.Enqueue((batch, new ChangeReader(git, batch, ChangeDetail.Lines, cancellation)));
                if (running.Count < ProcessesAtOnce)
                    continue;
                foreach (var changes in ReadBatch(running))
                    yield return changes;
            }
            while (running.Count > 0)
            {
                foreach (var changes in ReadBatch(running))
                    yield return changes;
            }
        }
        finally
        {
            foreach (var (_, reader) in running)
                reader.Dispose();
        }
    }

    private IEnumerable<CommitChanges> ReadBatch(Queue<(string[] Batch, ChangeReader Reader)> running)
    {
        var (batch, reader) = running.Dequeue();
        var done = 0;
        using (reader)
        {
            while (reader.Read() is { } changes)
            {
                done++;
                yield return changes;
            }
            if (done == batch.Length)
                yield break;
            if (FirstError.Length == 0)
                FirstError = reader.Explain();
        }
        foreach (var changes in ReadTorn(batch[done..]))
            yield return changes;
    }

    private IEnumerable<CommitChanges> ReadTorn(string[] batch)
    {
        var blobs = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var paths = ReadWhatIsThere(batch, ChangeDetail.Paths, (sha, changed) => blobs[sha] = [.. changed]);
        var missing = MissingObjects.Find(git, blobs.Values.SelectMany(changed => changed).ToList(), cancellation);
        var intact = batch.Where(sha => blobs.TryGetValue(sha, out var changed) && !changed.Any(missing.Contains)).ToArray();
        var lines = ReadWhatIsThere(intact, ChangeDetail.Lines, (_, _) => { });
        foreach (var sha in batch)
        {
            if (lines.TryGetValue(sha, out var whole))
            {
                yield return whole;
            }
            else if (paths.TryGetValue(sha, out var bare))
            {
                WithoutLines++;
                yield return bare;
            }
            else
            {
                WithoutFiles++;
                yield return CommitChanges.None(sha);
            }
        }
    }

    /// <summary>Starts git again behind each commit that it cannot read.</summary>
    private Dictionary<string, CommitChanges> ReadWhatIsThere(
        string[] shas, ChangeDetail detail, Action<string, IReadOnlyList<string>> onBlobs)
    {
        var found = new Dictionary<string, CommitChanges>(StringComparer.Ordinal);
        var next = 0;
        for (var failures = 0; next < shas.Length && failures < MaxFailures; failures++)
        {
            using var reader = new ChangeReader(git, shas.AsSpan(next), detail, cancellation);
            while (reader.Read() is { } changes)
            {
                found[changes.Sha] = changes;
                onBlobs(changes.Sha, reader.Blobs);
                next++;
            }
            next++;
        }
        return found;
    }
}
