using Patina.Memory.Chunks;
using Patina.Memory.Storage;

namespace Patina.Eval.Sets;

/// <summary>Questions from the commits after the cut: the subject asks for the files, and each file for the others.</summary>
internal static class LaterCommits
{
    private const int MostQueries = 400;
    private const int MostFiles = 20;
    private const int FewestWords = 3;
    private const int LongestSubject = 300;
    private const int HeadsOfAFile = 8;

    private static readonly HashSet<ChunkKind> Files = [ChunkKind.Code, ChunkKind.Doc];

    /// <param name="later">The whole history.</param>
    /// <param name="before">The project as it was at the cut.</param>
    public static IReadOnlyList<QuerySet> Of(MemoryDatabase later, MemoryDatabase before)
    {
        var known = before.History.All().Select(commit => commit.Sha).ToHashSet(StringComparer.Ordinal);
        var indexed = before.Chunks.Infos().Where(chunk => Files.Contains(chunk.Kind)).Select(chunk => chunk.Path).ToHashSet(StringComparer.Ordinal);
        var commits = later.History.All()
            .Where(commit => !known.Contains(commit.Sha) && !commit.Parents.Contains(' ') && commit.FileCount <= MostFiles)
            .Select(commit => (Commit: commit, Files: FilesOf(later, commit, indexed)))
            .Where(commit => commit.Files.Count > 0)
            .ToList();
        return [OfSubjects(commits), OfCoChanges(commits, before)];
    }

    private static QuerySet OfSubjects(List<(CommitRow Commit, List<string> Files)> commits) =>
        new(SetNames.Commits, "later commits", Files,
            StableSample.Of(
                commits.Where(commit => Words(commit.Commit.Subject) >= FewestWords && commit.Commit.Subject.Length <= LongestSubject)
                    .Select(commit => new EvalQuery(commit.Commit.Sha, commit.Commit.Subject, [.. commit.Files.Select(file => new EvalTarget(file))])),
                MostQueries, query => query.Source));

    private static QuerySet OfCoChanges(List<(CommitRow Commit, List<string> Files)> commits, MemoryDatabase before)
    {
        var asking = commits.Where(commit => commit.Files.Count > 1)
            .SelectMany(commit => commit.Files.Select(file => (commit.Commit.Sha, File: file, commit.Files)));
        var queries = StableSample.Of(asking, MostQueries, query => $"{query.Sha} {query.File}").Select(query =>
        {
            var own = before.Chunks.OfPath(query.File).ToList();
            return new EvalQuery(
                query.Sha, string.Join('\n', own.Take(HeadsOfAFile).Select(chunk => chunk.Head).Prepend(query.File)),
                [.. query.Files.Where(other => other != query.File).Select(other => new EvalTarget(other))])
            {
                File = query.File,
                Ignored = own.Select(chunk => chunk.Key).ToHashSet(),
            };
        });
        return new QuerySet(SetNames.CoChanges, "files of later commits", Files, [.. queries]);
    }

    /// <summary>The files of a commit that there were at the cut, by the name they had before it.</summary>
    private static List<string> FilesOf(MemoryDatabase later, CommitRow commit, HashSet<string> indexed) =>
        [.. later.History.FilesOf(commit.Sha).Select(file => file is { Status: 'R', OldPath: { } before } ? before : file.Path)
            .Where(indexed.Contains).Distinct(StringComparer.Ordinal)];

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
