using System.Globalization;
using System.Text.RegularExpressions;

namespace Patina.Memory.Scraping.Notes;

/// <summary>A heading or bold label, without the time and the remarks that a tool adds.</summary>
/// <param name="Name">Its words: <c>Update</c> of <c>20:15 - Update (covering since 17:26)</c>.</param>
/// <param name="Time">The time of day that it begins with.</param>
/// <param name="Kind">What stands below it; null where the heading above decides.</param>
internal sealed partial record NoteHeading(string Name, TimeOnly? Time, string? Kind)
{
    public const string Separator = " › ";
    private const int MaxLength = 200;

    public static NoteHeading Parse(string text)
    {
        text = text.Length > MaxLength ? text[..MaxLength] : text;
        var match = Timed().Match(text);
        var time = match.Success ? ReadTime(match) : null;
        var name = time is null ? text : match.Groups["name"].Value;
        var count = Count().Match(name);
        name = Remarks().Replace(count.Success ? name[..count.Index] : name, "").Trim().Trim('*', ':').Trim();
        if (count.Success && count.Groups["count"].ValueSpan is "0")
            return new NoteHeading(name, time, NoteKind.Metadata); // what stands below only says that there is nothing
        return new NoteHeading(name, time, time is null ? NoteKind.OfHeading(name) : KindOfEntry(name));
    }

    /// <summary>As it stands in a heading path.</summary>
    public override string ToString() =>
        Time is { } time ? $"{time.ToString("HH:mm", CultureInfo.InvariantCulture)} {Name}".TrimEnd() : Name;

    /// <summary>The title of an activity says what was done, whatever words it uses; only the tool's own titles tell a kind.</summary>
    private static string KindOfEntry(string name) => name.ToLowerInvariant() switch
    {
        "note" => NoteKind.Note,
        "user" or "user request" => NoteKind.OfHeading("user request")!,
        "session start" => NoteKind.Metadata,
        _ => NoteKind.Activity,
    };

    private static TimeOnly? ReadTime(Match match)
    {
        var hour = int.Parse(match.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = int.Parse(match.Groups["minute"].ValueSpan, CultureInfo.InvariantCulture);
        if (match.Groups["half"] is { Success: true } half)
            hour = (hour % 12) + (half.ValueSpan[0] is 'p' or 'P' ? 12 : 0);
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    /// <summary><c>14:05 - Title</c>, <c>[14:05:33] Title</c>, <c>~2:05 pm: Title</c>, <c>14:05 - 14:10 - Title</c>.</summary>
    [GeneratedRegex(
        @"^~?\[?(?<hour>\d{1,2}):(?<minute>\d{2})(?::\d{2})?\]?(?:\s?(?<half>[AaPp])[Mm])?(?!\w)\s{0,3}(?:[-–—]\s{0,3}~?\d{1,2}:\d{2}(?::\d{2})?)?\s{0,3}[-–—:]?\s{0,3}(?<name>.*)$")]
    private static partial Regex Timed();

    /// <summary>How many items follow: <c>: 3</c> or <c>(3)</c> at the end.</summary>
    [GeneratedRegex(@"(?::\s{0,3}(?<count>\d{1,5})|\((?<count>\d{1,5})\))$")]
    private static partial Regex Count();

    /// <summary><c>[branch@commit]</c> and <c>(covering since …)</c>.</summary>
    [GeneratedRegex(@"\[[^\[\]@\s]{1,100}@[0-9a-f]{4,40}\]|\(covering [^()]{0,100}\)", RegexOptions.IgnoreCase)]
    private static partial Regex Remarks();
}
