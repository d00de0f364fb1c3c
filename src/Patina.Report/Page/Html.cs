using System.Globalization;
using System.Net;

namespace Patina.Report.Page;

/// <summary>Text for a page: nothing of a project may become markup.</summary>
internal static class Html
{
    /// <summary>Fit for text and for attributes in double quotes.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(new string([.. text.Select(letter => IsUnsafe(letter) ? '\uFFFD' : letter)]));

    public static string Number(double value, string form = "0.###") => value.ToString(form, CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Bytes(long bytes) => bytes >= 1 << 20
        ? $"{Number(bytes / 1048576.0, "0.0")} MB"
        : $"{Number(bytes / 1024.0, "0.0")} kB";

    private static bool IsUnsafe(char letter) =>
        (char.IsControl(letter) && letter is not ('\n' or '\t')) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
