using System.Text.RegularExpressions;
using Patina.Memory.Scraping.Git;

namespace Patina.Eval.States;

/// <summary>The commits that were made while a session of notes ran: between the tags that its start and its end were marked with.</summary>
internal sealed partial class SessionCommits
{
    private readonly GitProgram _git;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, (string? Start, string? End)> _tags = new(StringComparer.Ordinal);

    /// <param name="git">In the project, whose tags a copy has not.</param>
    public SessionCommits(GitProgram git, CancellationToken cancellation)
    {
        (_git, _cancellation) = (git, cancellation);
        foreach (var name in HistoryCut.LinesOrNone(git, cancellation, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/tags/session-*"))
        {
            if (Tag().Match(name) is not { Success: true } match)
                continue;
            var session = match.Groups["session"].Value;
            var (start, end) = _tags.GetValueOrDefault(session);
            _tags[session] = match.Groups["which"].Value == "start" ? (start ?? name, end) : (start, end ?? name);
        }
    }

    /// <summary>Hashes; none where the session was not marked at both ends.</summary>
    public IReadOnlyList<string> Of(string session) => _tags.GetValueOrDefault(session) is ({ } start, { } end)
        ? HistoryCut.LinesOrNone(_git, _cancellation, "rev-list", "--no-merges", $"refs/tags/{start}..refs/tags/{end}", "--")
        : [];

    /// <summary><c>session-20260204-213118-claude-start</c>, <c>session-20251201-090000-end</c>.</summary>
    [GeneratedRegex(@"\Asession-(?<session>[0-9]{8}-[0-9]{6})(-[A-Za-z0-9_.]+)*-(?<which>start|end)\z")]
    private static partial Regex Tag();
}
