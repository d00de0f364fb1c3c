using System.Text;

namespace Patina.Memory.Scraping.Git;

/// <summary>Names the commits of a project, newest first.</summary>
internal static class CommitList
{
    /// <exception cref="MemoryException"><see cref="MemoryError.ToolFailed"/>: a commit object is missing or damaged.</exception>
    public static IEnumerable<string> Read(GitProgram git, GitSnapshot snapshot, CancellationToken cancellation)
    {
        string[] scope = snapshot.Prefix.Length > 0 ? ["--full-history", snapshot.Head!, "--", "."] : [snapshot.Head!, "--"];
        using var process = git.Start(withInput: false, cancellation, ["rev-list", .. scope]);
        using var lines = new StreamReader(process.Output, Encoding.ASCII);
        while (lines.ReadLine() is { } sha)
            yield return sha;
        process.FinishOrThrow("list the commits");
    }
}
