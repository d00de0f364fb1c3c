using Patina.Memory;

namespace Patina.Cli;

/// <summary>Decides which folder a command works on.</summary>
internal static class ProjectFinder
{
    /// <param name="directory">The folder given by <c>-C</c>, taken as it is; null to look around the current folder.</param>
    public static ProjectLayout Find(string? directory) =>
        new(directory ?? NearestProject(Directory.GetCurrentDirectory()) ?? Directory.GetCurrentDirectory());

    /// <summary>
    /// The nearest folder at or above <paramref name="folder"/> that was initialized or is a repository. A bare
    /// <c>.patina</c> does not count: it may hold another tool's settings, and stand in the home folder.
    /// </summary>
    private static string? NearestProject(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(new ProjectLayout(candidate.FullName).RecipePath) || Path.Exists(Path.Combine(candidate.FullName, ".git")))
                return candidate.FullName;
        }

        return null;
    }
}
