using System.Text;
using Patina.Memory.Chunks;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping.Git;

/// <summary>The rows and the chunk that a commit stands for.</summary>
internal static class CommitRows
{
    private const int MaxBodyCharacters = 8000;
    private const int MaxPathsInText = 50;
    private const int MaxSubjectWordsInHead = 10;
    private const int MaxWordsInHead = 12;

    public static void Add(CommitEvent commit, DerivedRows rows)
    {
        var (header, message, changes) = commit;
        var timestamp = CommitTime.ToUnixSeconds(header.AuthorDate);
        rows.Commits.Add(new CommitRow(
            header.Sha, message.Subject, message.Body, header.AuthorName, header.AuthorEmail, timestamp,
            string.Join(' ', header.Parents), message.Type, message.Scope, message.Breaking,
            string.Join(' ', message.IssueReferences), changes.FileCount));
        foreach (var file in changes.Files)
            rows.CommitFiles.Add(new CommitFileRow(header.Sha, file.Path, file.OldPath, file.Status, file.Added, file.Removed));
        if (SaysSomething(commit))
            rows.Chunks.Add(ChunkOf(commit, timestamp));
    }

    /// <summary>False for the message that git writes by itself for a merge.</summary>
    private static bool SaysSomething(CommitEvent commit) =>
        commit.Message.Body.Length > 0
        || (commit.Message.Subject.Length > 0
            && !(commit.Header.Parents.Count > 1 && commit.Message.Subject.StartsWith("Merge ", StringComparison.Ordinal)));

    private static Chunk ChunkOf(CommitEvent commit, long timestamp)
    {
        var text = TextOf(commit);
        return new Chunk
        {
            Key = ChunkKey.Of(ChunkKind.Commit, commit.Header.Sha, symbol: null, text, ordinal: 0),
            Kind = ChunkKind.Commit,
            Path = commit.Header.Sha,
            Title = commit.Message.Subject,
            Timestamp = timestamp,
            Head = HeadOf(commit),
            Text = text,
        };
    }

    private static string TextOf(CommitEvent commit)
    {
        var text = new StringBuilder(commit.Message.Subject);
        var body = commit.Message.Body;
        if (body.Length > 0)
            text.Append("\n\n").Append(body.AsSpan(0, Math.Min(body.Length, MaxBodyCharacters)));
        if (commit.Changes.Files.Count > 0)
            text.Append('\n');
        foreach (var file in commit.Changes.Files.Take(MaxPathsInText))
            text.Append('\n').Append(file.Path);
        return text.ToString();
    }

    /// <summary>The words of the subject, then the names of changed files as far as there is room.</summary>
    private static string HeadOf(CommitEvent commit)
    {
        var words = commit.Message.Subject.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxSubjectWordsInHead);
        var stems = commit.Changes.Files.Select(file => Path.GetFileNameWithoutExtension(file.Path)).Where(stem => stem.Length > 0);
        return string.Join(' ', words.Concat(stems.Distinct(StringComparer.Ordinal)).Take(MaxWordsInHead));
    }
}
