using System.Globalization;

namespace Patina.Memory.Scraping.Notes;

/// <summary>
/// Turns the times of day in an activity log into moments. The log is written in local time; a session's id
/// (<c>yyyyMMdd-HHmmss</c>) is its start in local time and its header has the start in UTC, so the offset is known.
/// </summary>
internal sealed class SessionClock(DateTimeOffset? started)
{
    private const string StampFormat = "yyyyMMdd-HHmmss";
    private const string DateFormat = "yyyyMMdd";

    /// <summary>Entries are not always in order; only a larger step back means that midnight has passed.</summary>
    private static readonly TimeSpan MaxStepBack = TimeSpan.FromHours(6);

    private static readonly TimeSpan OffsetStep = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MaxOffset = TimeSpan.FromHours(14);

    private static readonly DateTimeOffset FirstYear = new(1970, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LastYear = new(9998, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private DateTimeOffset? _last = started;

    /// <summary>The moment of an entry.</summary>
    /// <returns>Null when the day is not known.</returns>
    public DateTimeOffset? At(TimeOnly timeOfDay)
    {
        if (_last is not { } last)
            return null;
        var moment = new DateTimeOffset(last.Date + timeOfDay.ToTimeSpan(), last.Offset);
        if (last - moment > MaxStepBack)
            moment = moment.AddDays(1);
        _last = moment;
        return moment;
    }

    /// <summary>Finds when a session started.</summary>
    /// <param name="fields">Of the header; <c>started</c>, <c>created</c>, <c>start_timestamp</c> (milliseconds) and <c>date</c> are tried.</param>
    public static DateTimeOffset? FindStart(string id, IReadOnlyDictionary<string, string> fields)
    {
        var given = ReadDate(fields, "started") ?? ReadMilliseconds(fields, "start_timestamp") ?? ReadDate(fields, "created");
        var stamp = ReadStamp(id);
        if (given is not { } start)
            return ReadDate(fields, "date") ?? stamp;
        if (start.Offset != TimeSpan.Zero || stamp is not { } local)
            return start;
        var offset = TimeSpan.FromTicks((long)Math.Round((double)(local - start).Ticks / OffsetStep.Ticks) * OffsetStep.Ticks);
        return offset.Duration() <= MaxOffset ? start.ToOffset(offset) : start;
    }

    private static DateTimeOffset? ReadDate(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && IsPlausible(time)
            ? time : null;

    private static DateTimeOffset? ReadMilliseconds(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds < LastYear.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>The date, and time if there is one, at the beginning of an id.</summary>
    private static DateTimeOffset? ReadStamp(string id)
    {
        foreach (var format in (ReadOnlySpan<string>)[StampFormat, DateFormat])
        {
            if (id.Length >= format.Length && DateTimeOffset.TryParseExact(
                id.AsSpan(0, format.Length), format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var stamp)
                && IsPlausible(stamp))
                return stamp;
        }
        return null;
    }

    private static bool IsPlausible(DateTimeOffset time) => time > FirstYear && time < LastYear;
}
