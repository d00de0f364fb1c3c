using System.Text.RegularExpressions;

namespace Patina.Memory.Scraping.Git;

/// <summary>Takes a commit message apart. Every pattern is anchored or bounded, so that its time is linear in the message.</summary>
internal static partial class CommitMessageParser
{
    private const int MaxReferences = 100;

    public static CommitMessage Parse(string message)
    {
        var (subject, rest) = SplitSubject(message);
        var (body, trailers) = SplitTrailers(rest);
        var conventional = Conventional().Match(subject);
        var (references, closes) = FindReferences(message);
        return new CommitMessage(
            subject, body, trailers,
            conventional.Success ? conventional.Groups["type"].Value.ToLowerInvariant() : null,
            conventional.Groups["scope"] is { Success: true, Value.Length: > 0 } scope ? scope.Value : null,
            conventional.Groups["bang"].Success || BreakingFooter().IsMatch(rest),
            PullRequestOf(subject), references, closes);
    }

    private static (string Subject, string Remainder) SplitSubject(string message)
    {
        var end = message.IndexOf('\n');
        return end < 0 ? (message.Trim(), "") : (message[..end].Trim(), message[(end + 1)..].Trim('\n', ' '));
    }

    /// <summary>The trailers are the paragraphs at the end that hold nothing else; the rules between them go too.</summary>
    private static (string Body, IReadOnlyList<string> Trailers) SplitTrailers(string rest)
    {
        var lines = rest.Split('\n');
        var bodyEnd = lines.Length;
        for (var i = lines.Length - 1; i >= 0 && (IsBlank(lines[i]) || IsTrailer(lines[i])); i--)
        {
            if (i == 0 || IsBlank(lines[i - 1]))
                bodyEnd = i;
        }
        var trailers = lines[bodyEnd..].Where(line => !IsBlank(line)).Select(line => line.Trim()).ToList();
        return (string.Join('\n', lines[..bodyEnd]).TrimEnd(), trailers);
    }

    /// <summary>Nothing, or a rule as hosts put between the messages of a squashed branch.</summary>
    private static bool IsBlank(string line)
    {
        var text = line.AsSpan().Trim();
        return text.IsEmpty || (text.Length >= 3 && !text.ContainsAnyExcept('-'));
    }

    private static bool IsTrailer(string line) =>
        (Trailer().IsMatch(line) && !BreakingFooter().IsMatch(line)) || ToolMark().IsMatch(line);

    private static string? PullRequestOf(string subject)
    {
        var match = PullRequestSuffix().Match(subject);
        if (!match.Success)
            match = PullRequestMerge().Match(subject);
        return match.Success ? "#" + match.Groups["number"].Value : null;
    }

    private static (List<string> References, List<string> Closes) FindReferences(string message)
    {
        var references = new List<string>();
        var closes = new List<string>();
        foreach (Match match in Reference().Matches(message))
        {
            if (references.Count == MaxReferences)
                break;
            var name = match.Groups["repository"].Value + "#" + match.Groups["number"].Value;
            if (!references.Contains(name))
                references.Add(name);
            if (match.Groups["closes"].Success && !closes.Contains(name))
                closes.Add(name);
        }
        return (references, closes);
    }

    [GeneratedRegex(@"^(?<type>[A-Za-z][A-Za-z-]{0,19})(?:\((?<scope>[^()]{0,60})\))?(?<bang>!)?: \S")]
    private static partial Regex Conventional();

    [GeneratedRegex(@"^BREAKING[ -]CHANGE: ", RegexOptions.Multiline)]
    private static partial Regex BreakingFooter();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{2,40}: \S")]
    private static partial Regex Trailer();

    [GeneratedRegex(@"^\W*generated (with|by) ", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ToolMark();

    [GeneratedRegex(@"\(#(?<number>[0-9]{1,9})\)$")]
    private static partial Regex PullRequestSuffix();

    [GeneratedRegex(@"^Merge pull request #(?<number>[0-9]{1,9})\b")]
    private static partial Regex PullRequestMerge();

    /// <summary><c>#12</c>, <c>GH-12</c>, <c>owner/repository#12</c> and GitHub addresses of issues and pull requests.</summary>
    [GeneratedRegex(
        """
        (?<closes> \b (?: fix(?:es|ed)? | close[sd]? | resolve[sd]? ) :? [ \t]{1,3} )?
        (?: (?<![\w&/#]) [#]
          | \b GH-
          | (?<![\w/.-]) (?<repository> [\w.-]{1,60} / [\w.-]{1,60} ) [#]
          | https://github\.com/ (?<repository> [\w.-]{1,60} / [\w.-]{1,60} ) / (?:issues|pull) / )
        (?<number> [1-9][0-9]{0,8} ) (?!\w)
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Reference();
}
