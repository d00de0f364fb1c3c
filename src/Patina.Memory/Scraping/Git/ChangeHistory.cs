namespace Patina.Memory.Scraping.Git;

/// <summary>
/// Reads the changed files of commits, each commit exactly once and in order, whatever the clone lacks. One git process
/// serves a complete repository; once it meets a missing object, the rest is read in batches: paths from the trees,
/// then line counts for those commits whose content is there.
/// </summary>
internal sealed class ChangeHistory(GitProgram git, CancellationToken cancellation)
{
    private const int BatchSize = 500;

    /// <summary>Unreadable commits per batch, each of which costs a git process, before the rest of the batch is given up.</summary>
    private const int MaxFailures = 32;

    /// <summary>Commits kept without line counts and renames, as content is missing.</summary>
    public int WithoutLines { get; private set; }

    /// <summary>Commits kept without a list of files, as a tree is missing.</summary>
    public int WithoutFiles { get; private set; }

    public IEnumerable<CommitChanges> Read(string[] shas)
    {
        if (shas.Length == 0)
            yield break; // git would read HEAD instead
        var done = 0;
        using (var reader = new ChangeReader(git, shas, ChangeDetail.Lines, cancellation))
        {
            while (reader.Read() is { } changes)
            {
                done++;
                yield return changes;
            }
        }
        foreach (var batch in shas[done..].Chunk(BatchSize))
        {
            foreach (var changes in ReadTorn(batch))
                yield return changes;
        }
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
