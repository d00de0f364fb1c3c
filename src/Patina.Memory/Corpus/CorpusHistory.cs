using System.Text;
using Patina.Memory.Scraping.Git;

namespace Patina.Memory.Corpus;

/// <summary>Reads commits with what they add, for training. Needs the git program.</summary>
public static class CorpusHistory
{
    /// <summary>Files of a commit at most; one with more is an import or a reformat and teaches nothing.</summary>
    public const int MaxFiles = 40;

    private const int MaxAddedPerFile = 600;
    private const int MaxMessage = 4_000;

    /// <summary>Commits that cannot be read, in a clone that lacks objects, before the rest is left out.</summary>
    private const int MaxFailures = 64;

    private const char Mark = '\u0001';

    /// <summary>Reads the newest commits, newest first, without merges.</summary>
    /// <param name="root">The repository; a folder without history gives nothing.</param>
    /// <param name="limit">Commits at most.</param>
    public static void Read(string root, int limit, Action<CorpusCommit> consume, CancellationToken cancellation)
    {
        if (limit <= 0 || GitExecutable.Find(Environment.GetEnvironmentVariable("PATH")) is not { } executable)
            return;
        var git = new GitProgram(executable, Path.GetFullPath(root));
        var read = 0;
        for (var failures = 0; failures <= MaxFailures && read < limit; failures++)
        {
            var (count, complete) = ReadFrom(git, read, limit - read, consume, cancellation);
            read += count;
            if (complete)
                return;
            read++; // the commit whose content is missing
        }
    }

    /// <summary>The commit that HEAD is at; null without one.</summary>
    public static string? Head(string root, CancellationToken cancellation)
    {
        if (GitExecutable.Find(Environment.GetEnvironmentVariable("PATH")) is not { } executable)
            return null;
        using var process = new GitProgram(executable, Path.GetFullPath(root)).Start(withInput: false, cancellation, "rev-parse", "--verify", "-q", "HEAD");
        using var reader = new StreamReader(process.Output, Encoding.ASCII);
        var name = reader.ReadToEnd().Trim();
        return process.Finish() == 0 && name.Length > 0 ? name : null;
    }

    /// <returns>How many commits came whole, and whether git read all it was asked for.</returns>
    private static (int Count, bool Complete) ReadFrom(
        GitProgram git, int skip, int limit, Action<CorpusCommit> consume, CancellationToken cancellation)
    {
        using var process = git.Start(
            withInput: false, cancellation, "log", "--no-merges", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames",
            "--diff-filter=AMT", "-U0", "-p", $"--skip={skip}", $"--max-count={limit}", $"--format={Mark}%B{Mark}", "HEAD", "--");
        using var lines = new StreamReader(process.Output, Encoding.UTF8);
        var count = 0;
        Draft? draft = null;
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith(Mark))
            {
                Finish();
                draft = new Draft();
                line = line[1..];
            }
            draft?.Add(line);
        }
        var complete = process.Finish() == 0;
        if (complete)
            Finish(); // otherwise the last one may be cut off
        return (count, complete);

        void Finish()
        {
            if (draft is null)
                return;
            count++;
            consume(draft.ToCommit());
        }
    }

    /// <summary>A commit while its lines come in.</summary>
    private sealed class Draft
    {
        private readonly StringBuilder _message = new();
        private readonly List<(string Path, StringBuilder Added)> _files = [];
        private bool _inMessage = true;
        private bool _tooMany;

        public void Add(string line)
        {
            if (_inMessage)
                AddMessage(line);
            else if (line.StartsWith("+++ b/", StringComparison.Ordinal))
                AddFile(line[6..].TrimEnd('\t'));
            else if (line is ['+', ..] && !line.StartsWith("+++ ", StringComparison.Ordinal))
                AddLine(line.AsSpan(1));
            else if (line.StartsWith("@@", StringComparison.Ordinal) && line.IndexOf("@@", 2, StringComparison.Ordinal) is var end and > 0)
                AddLine(line.AsSpan(end + 2)); // the function around the change
        }

        public CorpusCommit ToCommit()
        {
            var message = _message.ToString().Trim();
            var end = message.IndexOf('\n');
            return new CorpusCommit(
                end < 0 ? message : message[..end].TrimEnd(),
                end < 0 ? "" : message[(end + 1)..].Trim(),
                _tooMany ? [] : _files.ConvertAll(file => new CorpusChange(file.Path, file.Added.ToString())));
        }

        private void AddMessage(string line)
        {
            if (line.EndsWith(Mark))
            {
                _inMessage = false;
                line = line[..^1];
            }
            if (_message.Length < MaxMessage)
                _message.Append(line).Append('\n');
        }

        private void AddFile(string path)
        {
            _tooMany |= _files.Count == MaxFiles;
            if (!_tooMany)
                _files.Add((path, new StringBuilder()));
        }

        private void AddLine(ReadOnlySpan<char> line)
        {
            if (_files.Count == 0 || _files[^1].Added.Length >= MaxAddedPerFile)
                return;
            var room = MaxAddedPerFile - _files[^1].Added.Length;
            _files[^1].Added.Append(line[..Math.Min(line.Length, room)]).Append('\n');
        }
    }
}
