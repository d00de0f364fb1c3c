using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage.Reading;

/// <summary>Reads commits, their files, and which files change together. Not thread-safe.</summary>
public sealed class HistoryReader
{
    private const string CommitColumns =
        "c.sha, subject, body, author_name, author_email, timestamp, parents, type, scope, breaking, issue_refs, file_count";

    private readonly SqliteSession _session;

    internal HistoryReader(SqliteSession session) => _session = session;

    /// <summary>The commit of a hash, or of the only one that starts so; null when there is none or several.</summary>
    /// <param name="sha">4 to 64 hexadecimal digits.</param>
    public CommitRow? Find(string sha)
    {
        if (sha.Length < 4 || sha.AsSpan().ContainsAnyExcept("0123456789abcdefABCDEF"))
            return null;
        var prefix = sha.ToLowerInvariant();
        using var statement = _session.Prepare(
            $"SELECT {CommitColumns} FROM commit_info c WHERE c.sha >= ?1 AND c.sha < ?1 || 'g' LIMIT 2");
        var found = Read(statement.Bind(prefix));
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>All commits, newest first.</summary>
    public IEnumerable<CommitRow> All()
    {
        using var statement = _session.Prepare($"SELECT {CommitColumns} FROM commit_info c ORDER BY timestamp DESC, c.sha");
        while (statement.Step())
            yield return ReadRow(statement);
    }

    /// <summary>The files of a commit, in ordinal order of paths.</summary>
    public IReadOnlyList<CommitFileRow> FilesOf(string sha)
    {
        var files = new List<CommitFileRow>();
        using var statement = _session.Prepare(
            "SELECT sha, path, old_path, status, added, removed FROM commit_file WHERE sha = ? ORDER BY path");
        statement.Bind(sha);
        while (statement.Step())
            files.Add(ReadFile(statement));

        return files;
    }

    /// <summary>The files of all commits, by hash and path.</summary>
    public IEnumerable<CommitFileRow> Files()
    {
        using var statement = _session.Prepare("SELECT sha, path, old_path, status, added, removed FROM commit_file ORDER BY sha, path");
        while (statement.Step())
            yield return ReadFile(statement);
    }

    /// <summary>Commits that touched a file, under this name or one that it had before; newest first.</summary>
    public IReadOnlyList<CommitRow> CommitsOf(string path, int limit)
    {
        using var statement = _session.Prepare(
            $"""
            {Names("?1")}
            SELECT {CommitColumns} FROM commit_info c
            WHERE c.sha IN (SELECT sha FROM commit_file WHERE path IN (SELECT path FROM names))
            ORDER BY timestamp DESC, c.sha LIMIT ?2
            """);
        return Read(statement.Bind(path).Bind((long)limit));
    }

    /// <summary>Files that changed together with this one (under any of its names), the most frequent first.</summary>
    public IReadOnlyList<CoChange> CoChanged(string path, int limit)
    {
        var files = new List<CoChange>();
        using var statement = _session.Prepare(
            $"""
            {Names("?1")}
            SELECT file_b, count(DISTINCT sha) AS together FROM co_change
            WHERE file_a IN (SELECT path FROM names) AND file_b NOT IN (SELECT path FROM names)
            GROUP BY file_b ORDER BY together DESC, file_b LIMIT ?2
            """);
        statement.Bind(path).Bind((long)limit);
        while (statement.Step())
            files.Add(new CoChange(statement.Text(0), statement.Int32(1)));
        return files;
    }

    /// <summary>The commits behind a <see cref="CoChange"/>, newest first.</summary>
    public IReadOnlyList<CommitRow> Evidence(string path, string other, int limit)
    {
        using var statement = _session.Prepare(
            $"""
            {Names("?1")}
            SELECT {CommitColumns} FROM commit_info c
            WHERE c.sha IN (SELECT sha FROM co_change WHERE file_a IN (SELECT path FROM names) AND file_b = ?2)
            ORDER BY timestamp DESC, c.sha LIMIT ?3
            """);
        return Read(statement.Bind(path).Bind(other).Bind((long)limit));
    }

    /// <summary>All tags, newest first.</summary>
    public IReadOnlyList<TagRow> Tags()
    {
        var tags = new List<TagRow>();
        using var statement = _session.Prepare("SELECT name, sha, timestamp FROM tag ORDER BY timestamp DESC, name");
        while (statement.Step())
            tags.Add(new TagRow(statement.Text(0), statement.Text(1), statement.Int64(2)));
        return tags;
    }

    /// <summary>A table <c>names</c> of a path and the paths that it was renamed from.</summary>
    private static string Names(string parameter) =>
        $"""
        WITH RECURSIVE names (path) AS (
            SELECT {parameter} UNION SELECT old_path FROM commit_file JOIN names USING (path) WHERE status = 'R')
        """;

    private static List<CommitRow> Read(SqliteStatement statement)
    {
        var commits = new List<CommitRow>();
        while (statement.Step())
            commits.Add(ReadRow(statement));
        return commits;
    }

    private static CommitFileRow ReadFile(SqliteStatement row) => new(
        row.Text(0), row.Text(1), row.NullableText(2), row.Text(3)[0], (int?)row.NullableInt64(4), (int?)row.NullableInt64(5));

    private static CommitRow ReadRow(SqliteStatement row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Int64(5), row.Text(6),
        row.NullableText(7), row.NullableText(8), row.Int64(9) != 0, row.Text(10), row.Int32(11));
}
