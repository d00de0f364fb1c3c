namespace Patina.Memory.Scraping.Git;

/// <summary>
/// Reads author, date, parents and message of given commits. It needs no tree and no blob, so a partial clone loses none.
/// </summary>
internal sealed class CommitHeaderReader : IDisposable
{
    public const int MaxMessageBytes = 64 * 1024;
    private const int MaxFieldBytes = 4096;
    private const int MaxParentBytes = 64 * 65;
    private const string Format = "%H%x00%P%x00%an%x00%ae%x00%aI%x00%B";

    private readonly GitProcess _process;
    private readonly NulTokenReader _tokens;

    /// <param name="shas">Full hashes, in the order in which the commits are wanted.</param>
    public CommitHeaderReader(GitProgram git, ReadOnlySpan<string> shas, CancellationToken cancellation)
    {
        _process = git.Start(withInput: true, cancellation,
            "log", "--no-walk=unsorted", "--stdin", "-z", "-s", "--no-color", "--no-decorate", "--no-notes", "--no-mailmap",
            "--no-show-signature", "--encoding=UTF-8", "--format=" + Format);
        _process.WriteLines(shas);
        _process.CloseInput(); // git reads all names before it prints, so neither side waits for the other
        _tokens = new NulTokenReader(_process.Output);
    }

    /// <returns>The next commit, or null after the last.</returns>
    /// <exception cref="MemoryException"><see cref="MemoryError.ToolFailed"/>: a commit object is missing or damaged.</exception>
    public CommitHeader? Read()
    {
        var sha = _tokens.Read(MaxFieldBytes, out _);
        var parents = _tokens.Read(MaxParentBytes, out _);
        var name = _tokens.Read(MaxFieldBytes, out _);
        var email = _tokens.Read(MaxFieldBytes, out _);
        var date = _tokens.Read(MaxFieldBytes, out _);
        var message = _tokens.Read(MaxMessageBytes, out _);
        if (sha is null || parents is null || name is null || email is null || date is null || message is null)
        {
            _process.FinishOrThrow("read the commits");
            return null;
        }
        return new CommitHeader(
            sha, parents.Split(' ', StringSplitOptions.RemoveEmptyEntries), name, email, date,
            message.ReplaceLineEndings("\n").Trim('\n'));
    }

    public void Dispose() => _process.Dispose();
}
