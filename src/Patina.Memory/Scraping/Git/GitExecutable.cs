namespace Patina.Memory.Scraping.Git;

/// <summary>Finds the git program.</summary>
internal static class GitExecutable
{
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["git.exe"] : ["git"];

    /// <summary>
    /// The first git in an absolute folder of <c>PATH</c>. <see cref="System.Diagnostics.Process"/> would look in the
    /// current folder as well, where a cloned repository may have put a program of that name.
    /// </summary>
    /// <returns>An absolute path, or null.</returns>
    public static string? Find(string? searchPath)
    {
        foreach (var folder in (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Path.IsPathFullyQualified(folder))
                continue;
            foreach (var name in Names)
            {
                var candidate = Path.Combine(folder, name);
                if (File.Exists(candidate))
                    return candidate;
            }
        }
        return null;
    }
}
