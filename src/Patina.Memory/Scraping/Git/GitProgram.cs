using System.Diagnostics;

namespace Patina.Memory.Scraping.Git;

/// <summary>
/// Runs git in one folder so that nothing in the repository's own configuration can start a program, use the network,
/// ask a question, take a lock or change the form of the output.
/// </summary>
/// <param name="executable">Absolute path of git.</param>
/// <param name="root">Absolute path of the folder to run in.</param>
internal sealed class GitProgram(string executable, string root)
{
    /// <summary>
    /// Files above this size count as binary, so that git does not load them to count lines. The other settings undo
    /// what a repository's configuration could add.
    /// </summary>
    private static readonly string[] Settings =
    [
        "core.bigFileThreshold=16m", "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.quotePath=false", "log.showRoot=true",
    ];

    /// <summary>The user's own choices about where git may look; every other GIT_ variable could repoint it or change its output.</summary>
    private static readonly HashSet<string> KeptVariables = new(StringComparer.Ordinal)
    {
        "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH",
    };

    public string Root { get; } = root;

    /// <summary>Another file than the repository's own index; null for that.</summary>
    public string? IndexFile { get; init; }

    /// <summary>Starts a git command.</summary>
    /// <param name="withInput">Whether the caller writes to its standard input; otherwise that is closed.</param>
    /// <exception cref="MemoryException"><see cref="MemoryError.ToolFailed"/>: the program cannot be started.</exception>
    public GitProcess Start(bool withInput, CancellationToken cancellation, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(executable)
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Harden(start, allowedProtocol: "none");
        if (IndexFile is not null)
            start.Environment["GIT_INDEX_FILE"] = IndexFile;
        start.ArgumentList.Add("--no-pager");
        start.ArgumentList.Add("--literal-pathspecs");
        foreach (var setting in Settings)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return GitProcess.Start(start, withInput, cancellation);
    }

    /// <summary>Takes away what the environment could add.</summary>
    /// <param name="allowedProtocol">The one that git may fetch by; <c>none</c> for none.</param>
    public static void Harden(ProcessStartInfo start, string allowedProtocol)
    {
        var inherited = start.Environment.Keys
            .Where(name => name.StartsWith("GIT_", StringComparison.Ordinal) && !KeptVariables.Contains(name))
            .ToList();
        foreach (var name in inherited)
            start.Environment.Remove(name);
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_ALLOW_PROTOCOL"] = allowedProtocol; // "none" also stops a lazy fetch of a git older than the line above
        start.Environment["LC_ALL"] = "C";
    }
}
