using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Patina.Tests.Memory.Git;

/// <summary>A repository of its own in a temporary folder, with fixed author, and one minute between commits.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    public static readonly DateTimeOffset FirstCommit = new(2024, 3, 1, 12, 0, 0, TimeSpan.FromHours(2));

    private readonly TemporaryFolder _folder = new();
    private int _commits;

    public TemporaryRepository()
    {
        Run("init", "--quiet", "--initial-branch=main");
    }

    /// <summary>Absolute path of its working tree.</summary>
    public string Root => _folder.Path;

    public void Write(string path, string text) => _folder.Write(path, text);

    /// <summary>Commits everything as it is.</summary>
    /// <returns>The hash.</returns>
    public string Commit(string message, params string[] options)
    {
        Run("add", "--all");
        return CommitIndex(message, options);
    }

    /// <summary>Commits what is staged.</summary>
    public string CommitIndex(string message, params string[] options)
    {
        var file = Path.Combine(Root, ".git", "message");
        File.WriteAllText(file, message);
        _commits++;
        Run(["commit", "--quiet", "--allow-empty", "--allow-empty-message", "--cleanup=verbatim", "--file", file, .. options]);
        return Head;
    }

    /// <summary>Makes HEAD a root commit of the index with any bytes after the tree line: header lines, a blank line, a message.</summary>
    public string CommitRaw(params byte[][] parts)
    {
        var file = Path.Combine(Root, ".git", "commit");
        File.WriteAllBytes(file, [.. Encoding.ASCII.GetBytes($"tree {Run("write-tree")}\n"), .. parts.SelectMany(part => part)]);
        var sha = Run("hash-object", "-t", "commit", "-w", "--literally", file);
        Run("update-ref", "HEAD", sha);
        return sha;
    }

    public string Head => Run("rev-parse", "HEAD");

    /// <summary>Deletes a loose object, as if the clone had never got it.</summary>
    /// <param name="revision">As git names it: <c>HEAD:a.txt</c>, <c>HEAD^{tree}</c>.</param>
    public void Lose(string revision)
    {
        var name = Run("rev-parse", revision);
        var file = Path.Combine(Root, ".git", "objects", name[..2], name[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);
    }

    /// <summary>Runs git and returns what it prints, without the last line end.</summary>
    public string Run(params string[] arguments) => RunIn(Root, arguments);

    /// <summary>As <see cref="Run"/>, in another folder.</summary>
    public string RunIn(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"git {string.Join(' ', arguments)}: {error.Result}");
        return output.TrimEnd('\n');
    }

    public void Dispose() => _folder.Dispose();

    private IEnumerable<(string Name, string Value)> Environment()
    {
        var date = FirstCommit.AddMinutes(_commits - 1).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        return
        [
            ("GIT_AUTHOR_NAME", "Ada Example"), ("GIT_AUTHOR_EMAIL", "ada@example.org"), ("GIT_AUTHOR_DATE", date),
            ("GIT_COMMITTER_NAME", "Ada Example"), ("GIT_COMMITTER_EMAIL", "ada@example.org"), ("GIT_COMMITTER_DATE", date),
            ("GIT_CONFIG_GLOBAL", Path.Combine(Root, ".git", "no-such-file")), ("GIT_CONFIG_NOSYSTEM", "1"),
            ("LC_ALL", "C"),
        ];
    }
}
