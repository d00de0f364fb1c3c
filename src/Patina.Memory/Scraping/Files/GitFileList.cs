using Patina.Memory.Scraping.Git;

namespace Patina.Memory.Scraping.Files;

/// <summary>The files that git tracks or would add.</summary>
internal static class GitFileList
{
    /// <summary>Longest path in bytes; no operating system takes more.</summary>
    private const int MaxPathBytes = 32 * 1024;

    /// <returns>
    /// Paths relative to the folder; a submodule or another repository inside is one path, which may end with <c>/</c>.
    /// Null when the folder belongs to no repository, or to one around it that ignores it.
    /// </returns>
    /// <exception cref="MemoryException"><see cref="MemoryError.ToolFailed"/>: git does not want to read the repository.</exception>
    public static HashSet<string>? Read(string executable, string root, CancellationToken cancellation)
    {
        var git = new GitProgram(executable, root);
        using var process = git.Start(
            withInput: false, cancellation, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var tokens = new NulTokenReader(process.Output);
        while (tokens.Read(MaxPathBytes, out _) is { } path)
            paths.Add(path);

        if (process.Finish() != 0)
        {
            if (process.Errors.Contains("not a git repository", StringComparison.Ordinal))
                return null;
            throw new MemoryException(
                MemoryError.ToolFailed, $"git could not list the files of {root}: {process.Errors}");
        }

        return paths.Count == 0 && !IsTopOfRepository(root) ? null : paths;
    }

    private static bool IsTopOfRepository(string root) => Path.Exists(Path.Combine(root, ".git"));
}
