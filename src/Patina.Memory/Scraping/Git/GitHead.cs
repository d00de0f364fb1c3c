namespace Patina.Memory.Scraping.Git;

/// <summary>The commit that a checkout stands at.</summary>
public static class GitHead
{
    /// <returns>Its full hash; null for a folder without git, without a commit, or where git is missing.</returns>
    public static string? Of(string root, CancellationToken cancellation = default)
    {
        var executable = GitExecutable.Find(Environment.GetEnvironmentVariable("PATH"));
        return executable is null || !Directory.Exists(root)
            ? null
            : GitSnapshot.Take(new GitProgram(executable, Path.GetFullPath(root)), cancellation, out _)?.Head;
    }
}
