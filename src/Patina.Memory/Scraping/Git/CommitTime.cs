using System.Globalization;

namespace Patina.Memory.Scraping.Git;

/// <summary>Reads the dates that git prints.</summary>
internal static class CommitTime
{
    /// <param name="date">ISO 8601 with offset.</param>
    /// <returns>Seconds since 1970 (UTC); 0 for a date that is none.</returns>
    public static long ToUnixSeconds(string date) =>
        DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToUnixTimeSeconds() : 0;
}
