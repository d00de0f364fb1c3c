using System.Globalization;

namespace Patina.Memory.Scraping.Git;

/// <summary>
/// Reads the changed files of given commits from one git process, up to the end or to the first commit for which git
/// lacks an object and gives up.
/// </summary>
internal sealed class ChangeReader : IDisposable
{
    private const int MaxPathBytes = 4096;
    private const string RecordMark = "commit ";
    private const string SubmoduleMode = "160000";

    private readonly GitProcess _process;
    private readonly NulTokenReader _tokens;
    private readonly ChangeDetail _detail;
    private readonly List<ChangedFile> _files = [];
    private readonly List<string> _blobs = [];
    private readonly HashSet<string> _submodules = new(StringComparer.Ordinal);
    private string? _token;
    private int _rawCount;
    private int _numstatCount;
    private int _nextFile;

    public ChangeReader(GitProgram git, ReadOnlySpan<string> shas, ChangeDetail detail, CancellationToken cancellation)
    {
        string[] lines = detail == ChangeDetail.Lines ? ["-M", "-l1000", "--numstat"] : ["--no-renames"];
        _detail = detail;
        _process = git.Start(withInput: true, cancellation,
            ["log", "--no-walk=unsorted", "--stdin", "-z", "--raw", .. lines, "--no-abbrev", "--relative", "-O/dev/null",
             "--diff-algorithm=default", "--ignore-submodules=none", "--no-ext-diff", "--no-textconv", "--no-color",
             "--no-decorate", "--no-notes", "--no-show-signature", "--format=" + RecordMark + "%H"]);
        _process.WriteLines(shas);
        _process.CloseInput(); // git reads all names before it prints, so neither side waits for the other
        _tokens = new NulTokenReader(_process.Output);
    }

    /// <summary>The blobs on both sides of the commit read last, submodules aside; bounded as the file list is.</summary>
    public IReadOnlyList<string> Blobs => _blobs;

    /// <returns>The next commit that git finished, or null: git reached the end, or gave up on the commit after it.</returns>
    public CommitChanges? Read()
    {
        _token ??= NextToken(); // not in the constructor, which shall not wait for git
        if (_token is null)
            return null;
        var sha = _token[RecordMark.Length..];
        Reset();
        while ((_token = NextToken()) is not null && !_token.StartsWith(RecordMark, StringComparison.Ordinal))
        {
            if (_token.StartsWith(':'))
                ReadRaw(_token);
            else
                ReadNumstat(_token);
        }

        // The last record of a git that failed may have been cut short; only its line counts come after the comparison.
        var cutShort = _token is null && _detail == ChangeDetail.Lines && _numstatCount < _rawCount && _process.Finish() != 0;
        return cutShort ? null : new CommitChanges(sha, _files.ToArray(), _rawCount);
    }

    /// <summary>Why git gave up, in its own words.</summary>
    public string Explain()
    {
        _process.Finish();
        return _process.Errors;
    }

    public void Dispose() => _process.Dispose();

    private string? NextToken() => _tokens.Read(MaxPathBytes, out _)?.TrimStart('\n');

    private void Reset()
    {
        _files.Clear();
        _blobs.Clear();
        _rawCount = 0;
        _numstatCount = 0;
        _nextFile = 0;
        _submodules.Clear();
    }

    /// <summary><c>:old-mode new-mode old-blob new-blob status[score]</c>, then one path, or two for R and C.</summary>
    private void ReadRaw(string token)
    {
        var fields = token[1..].Split(' ');
        if (fields.Length != 5 || fields[4].Length == 0)
            throw Unexpected(token);
        var status = fields[4][0];
        var oldPath = status is 'R' or 'C' ? PathToken() : null;
        var path = PathToken();
        if (_rawCount++ >= CommitChanges.MaxFiles)
            return;
        _files.Add(new ChangedFile(path, oldPath, status, null, null));
        if (fields[0] == SubmoduleMode || fields[1] == SubmoduleMode)
            _submodules.Add(path);
        AddBlob(fields[0], fields[2]);
        AddBlob(fields[1], fields[3]);
    }

    /// <summary><c>added TAB removed TAB path</c>; for a rename the path is empty and two follow. Same order as the raw part.</summary>
    private void ReadNumstat(string token)
    {
        var fields = token.Split('\t', 3);
        if (fields.Length != 3)
            throw Unexpected(token);
        var path = fields[2];
        if (path.Length == 0)
        {
            PathToken();
            path = PathToken();
        }
        _numstatCount++;
        var index = _files.FindIndex(Math.Min(_nextFile, _files.Count), file => file.Path == path);
        if (index < 0)
            return; // beyond the bound of the list
        _nextFile = index + 1;
        if (!_submodules.Contains(path)) // git counts the one line that names its commit
            _files[index] = _files[index] with { Added = LineCount(fields[0]), Removed = LineCount(fields[1]) };
    }

    private void AddBlob(string mode, string blob)
    {
        if (mode != SubmoduleMode && blob.AsSpan().ContainsAnyExcept('0'))
            _blobs.Add(blob);
    }

    private string PathToken() => _tokens.Read(MaxPathBytes, out _) ?? "";

    private static int? LineCount(string field) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static MemoryException Unexpected(string token) => new(MemoryError.ToolFailed,
        $"git log printed '{token}' where a changed file was expected. Please report this with the output of `git --version`.");
}
