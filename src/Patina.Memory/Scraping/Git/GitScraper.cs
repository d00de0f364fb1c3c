using Patina.Memory.Events;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping.Git;

/// <summary>
/// Scrapes the history with the git program: every commit that HEAD reaches, with its full message and changed files,
/// and every tag on a commit. Of a project that is a folder of a larger repository, the commits that touch it, with
/// paths relative to it. Merges keep their message and list no files. Thread-safe.
/// </summary>
internal sealed class GitScraper : IHistoryScraper
{
    /// <summary>The source whose hash is the <see cref="GitSnapshot.Fingerprint"/> of the last complete scrape.</summary>
    public const string HeadSource = "git:head";

    private const string CommitPrefix = "git:";
    private const string TagPrefix = "git:tag/";

    /// <summary>Appended to the hash of a commit at the edge of a shallow clone: once deepened, it is read again.</summary>
    private const byte EdgeMark = 1;

    private const int ProgressStep = 100;

    public ScrapeKind Kind => ScrapeKind.Git;

    public int Version => 1;

    public bool Owns(string eventType) => eventType is CommitEvent.Type or TagEvent.Type;

    public void Materialize(string sourceName, IReadOnlyList<MemoryEvent> events, DerivedRows rows)
    {
        foreach (var stored in events)
        {
            if (stored.Type == CommitEvent.Type)
                CommitRows.Add(CommitEvent.FromEvent(stored), rows);
            else
                rows.Tags.Add(TagEvent.ToRow(stored));
        }
    }

    public void Scrape(
        ProjectLayout layout, IReadOnlyDictionary<string, byte[]> known, IHistoryChanges changes,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        if (GitExecutable.Find(Environment.GetEnvironmentVariable("PATH")) is not { } executable)
        {
            changes.Notice("History is left out: there is no git in PATH. Install it (https://git-scm.com) and scrape again.");
            return;
        }
        var git = new GitProgram(executable, layout.Root);
        if (GitSnapshot.Take(git, cancellation, out var reason) is not { } snapshot)
        {
            changes.Notice(reason.Contains("not a git repository", StringComparison.Ordinal)
                ? "The project is in no git repository, so there is no history to read."
                : $"History is left out: {reason}");
            return;
        }
        if (known.TryGetValue(HeadSource, out var last) && last.AsSpan().SequenceEqual(snapshot.Fingerprint))
            return;
        if (snapshot.Head is null)
        {
            changes.Notice("The repository has no commit yet, so there is no history to read.");
            return;
        }
        if (snapshot.Prefix.Length > 0)
            changes.Notice($"The project is the folder {snapshot.Prefix} of a larger repository: only commits that touch it are read.");
        ScrapeCommits(git, snapshot, known, changes, progress, cancellation);
        ScrapeTags(git, known, changes, cancellation);
        changes.Add(HeadSource, snapshot.Fingerprint, []);
    }

    private static void ScrapeCommits(
        GitProgram git, GitSnapshot snapshot, IReadOnlyDictionary<string, byte[]> known, IHistoryChanges changes,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var reachable = new HashSet<string>(StringComparer.Ordinal);
        var wanted = new List<string>();
        foreach (var sha in CommitList.Read(git, snapshot, cancellation))
        {
            var source = CommitPrefix + sha;
            reachable.Add(source);
            if (!known.TryGetValue(source, out var hash) || !hash.AsSpan().SequenceEqual(HashOf(sha, snapshot)))
                wanted.Add(sha);
        }
        foreach (var source in known.Keys)
        {
            if (IsCommit(source) && !reachable.Contains(source))
                changes.Remove(source);
        }
        if (wanted.Count > 0)
            ReadCommits(git, snapshot, [.. wanted], changes, progress, cancellation);
    }

    private static void ReadCommits(
        GitProgram git, GitSnapshot snapshot, string[] shas, IHistoryChanges changes,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var history = new ChangeHistory(git, cancellation);
        using var headers = new CommitHeaderReader(git, shas, cancellation);
        // At the edge of a shallow clone every file would count as added.
        using var files = history.Read(shas.Where(sha => !snapshot.Shallow.Contains(sha))).GetEnumerator();
        for (var done = 0; headers.Read() is { } header;)
        {
            var edge = snapshot.Shallow.Contains(header.Sha);
            var changed = !edge && files.MoveNext() ? files.Current : CommitChanges.None(header.Sha);
            changes.Add(CommitPrefix + header.Sha, HashOf(header.Sha, snapshot), [CommitEvent.Of(header, changed).ToEvent()]);
            if (++done % ProgressStep == 0 || done == shas.Length)
                progress?.Report(new StageProgress("reading history", done, shas.Length));
        }
        ReportLosses(history, shas.Count(snapshot.Shallow.Contains), changes);
    }

    private static void ReportLosses(ChangeHistory history, int edges, IHistoryChanges changes)
    {
        if (history.WithoutLines > 0)
        {
            changes.Notice($"{history.WithoutLines} commits change files whose content this clone lacks; they are kept with " +
                $"their paths, without line counts and renames (git: {history.FirstError}).");
        }
        if (history.WithoutFiles > 0)
        {
            changes.Notice($"{history.WithoutFiles} commits have folders that this clone lacks; they are kept without their " +
                $"list of files (git: {history.FirstError}).");
        }
        if (edges > 0)
        {
            changes.Notice($"The clone is shallow: the oldest commits it has ({edges}) are kept without their list of files. " +
                "`git fetch --unshallow` gets the rest.");
        }
    }

    private static void ScrapeTags(
        GitProgram git, IReadOnlyDictionary<string, byte[]> known, IHistoryChanges changes, CancellationToken cancellation)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (tag, objectName) in TagReader.Read(git, cancellation))
        {
            var source = TagPrefix + tag.Name;
            var hash = Convert.FromHexString(objectName);
            present.Add(source);
            if (!known.TryGetValue(source, out var old) || !old.AsSpan().SequenceEqual(hash))
                changes.Add(source, hash, [tag.ToEvent()]);
        }
        foreach (var source in known.Keys)
        {
            if (source.StartsWith(TagPrefix, StringComparison.Ordinal) && !present.Contains(source))
                changes.Remove(source);
        }
    }

    private static byte[] HashOf(string sha, GitSnapshot snapshot)
    {
        var name = Convert.FromHexString(sha);
        return snapshot.Shallow.Contains(sha) ? [.. name, EdgeMark] : name;
    }

    private static bool IsCommit(string source) =>
        source.StartsWith(CommitPrefix, StringComparison.Ordinal)
        && source != HeadSource
        && !source.StartsWith(TagPrefix, StringComparison.Ordinal);
}
