namespace Patina.Memory.Scraping.Git;

/// <summary>The files of one commit, compared with its parent; none for a merge.</summary>
/// <param name="Files">At most <see cref="MaxFiles"/>.</param>
/// <param name="FileCount">How many files the commit changed.</param>
internal sealed record CommitChanges(string Sha, IReadOnlyList<ChangedFile> Files, int FileCount)
{
    /// <summary>A commit above this is an import or a reformat: the list is kept this long, the count is kept true.</summary>
    public const int MaxFiles = 1000;

    public static CommitChanges None(string sha) => new(sha, [], 0);
}
