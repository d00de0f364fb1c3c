using System.Text.RegularExpressions;

namespace Patina.Memory.Scraping.Notes;

/// <summary>
/// Reads both forms of session header: YAML front matter, and a <c># Session: title</c> heading with
/// <c>**Field**: value</c> lines below.
/// </summary>
internal static partial class SessionHeaderParser
{
    private const int MaxHeaderLines = 200;
    private const int MaxValueLength = 500;

    /// <param name="fileName">Without extension; serves as id and title where the header has none.</param>
    /// <param name="bodyStart">Index of the first line after the header.</param>
    public static SessionHeader Parse(string fileName, IReadOnlyList<string> lines, out int bodyStart)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        bodyStart = ReadFrontMatter(lines, fields);
        bodyStart = ReadTitleAndFields(lines, bodyStart, fields);

        var id = Take(fields, "id") is { } given && SessionId().IsMatch(given) ? given : fileName;
        var title = Take(fields, "title") ?? fileName;
        return new SessionHeader(id, title, SessionClock.FindStart(id, fields), fields);
    }

    private static int ReadFrontMatter(IReadOnlyList<string> lines, Dictionary<string, string> fields)
    {
        if (lines.Count == 0 || lines[0].TrimEnd() != "---")
            return 0;
        var end = 1;
        while (end < lines.Count && lines[end].TrimEnd() is not ("---" or "..."))
            end++;
        if (end >= Math.Min(lines.Count, MaxHeaderLines))
            return 0; // a rule at the top, not front matter
        string? lastKey = null;
        for (var i = 1; i < end; i++)
        {
            if (FrontMatterField().Match(lines[i]) is { Success: true } field)
                AddField(fields, lastKey = field.Groups["key"].Value.ToLowerInvariant(), Unquote(field.Groups["value"].Value));
            else if (FrontMatterListItem().Match(lines[i]) is { Success: true } item && lastKey is not null)
                AddField(fields, lastKey, Unquote(item.Groups["value"].Value));
        }
        return end + 1;
    }

    private static int ReadTitleAndFields(IReadOnlyList<string> lines, int start, Dictionary<string, string> fields)
    {
        var next = SkipBlank(lines, start);
        if (next == lines.Count || !lines[next].StartsWith("# ", StringComparison.Ordinal))
            return start;
        var title = lines[next][2..].Trim();
        if (title.StartsWith("Session:", StringComparison.OrdinalIgnoreCase))
            title = title["Session:".Length..].Trim();
        if (title.Length > 0)
            fields.TryAdd("title", Bound(title));

        for (var i = next + 1; i < lines.Count; i++)
        {
            if (lines[i].AsSpan().IsWhiteSpace())
                continue;
            var field = LabelledField().Match(lines[i]);
            if (!field.Success || NameOfLabel(field.Groups["key"].Value) is not { } name)
                break;
            AddField(fields, name, field.Groups["value"].Value.Trim());
            next = i;
        }
        return next + 1;
    }

    /// <summary>What a field of the second form is called in the first; null for what is no header field.</summary>
    private static string? NameOfLabel(string label) => label.Trim().ToLowerInvariant() switch
    {
        "id" or "session id" => "id",
        "git branch" or "branch" => "branch",
        "start timestamp" => "start_timestamp",
        "session tag" => "start_tag",
        "commit" or "current commit" or "starting commit" => "starting_commit",
        "session type" or "type" => "type",
        "started" or "date" or "time" or "llm" or "status" or "tags" or "duration" => label.Trim().ToLowerInvariant(),
        _ => null,
    };

    /// <summary>Adds a value; a further one of the same field is joined to it, as in a YAML list.</summary>
    private static void AddField(Dictionary<string, string> fields, string name, string value)
    {
        if (value.Length == 0)
            return;
        fields[name] = Bound(fields.TryGetValue(name, out var old) ? $"{old}, {value}" : value);
    }

    private static string Bound(string value) => value.Length <= MaxValueLength ? value : value[..MaxValueLength];

    private static string Unquote(string value)
    {
        value = value.Trim();
        return value.Length >= 2 && value[0] == value[^1] && value[0] is '"' or '\'' ? value[1..^1] : value;
    }

    private static int SkipBlank(IReadOnlyList<string> lines, int index)
    {
        while (index < lines.Count && lines[index].AsSpan().IsWhiteSpace())
            index++;
        return index;
    }

    private static string? Take(Dictionary<string, string> fields, string name) =>
        fields.Remove(name, out var value) ? value : null;

    /// <summary>Indented too: the fields of <c>git:</c> count as the session's.</summary>
    [GeneratedRegex(@"^\s{0,8}(?<key>[A-Za-z_][\w-]{0,40}):(?:\s(?<value>.*))?$")]
    private static partial Regex FrontMatterField();

    [GeneratedRegex(@"^\s{0,8}-\s+(?<value>.+)$")]
    private static partial Regex FrontMatterListItem();

    /// <summary><c>**Field**: value</c> or <c>**Field:** value</c>.</summary>
    [GeneratedRegex(@"^\*\*(?<key>[^*:]{1,40})(?::\*\*|\*\*:)(?<value>.*)$")]
    private static partial Regex LabelledField();

    [GeneratedRegex(@"^[\w.-]{1,100}$")]
    private static partial Regex SessionId();
}
