using System.Text;

namespace Patina.Cli.Terminals;

/// <summary>Makes text of a project fit to print.</summary>
internal static class Line
{
    private const int TabWidth = 4;

    /// <summary>
    /// Replaces tabs by spaces and control characters by a visible mark: a file must not be able to steer the terminal
    /// it is shown on.
    /// </summary>
    public static string Safe(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (c == '\t')
                safe.Append(' ', TabWidth - (safe.Length % TabWidth));
            else
                safe.Append(IsUnsafe(c) ? '\uFFFD' : c);
        }

        return safe.ToString();
    }

    /// <summary>At most <paramref name="width"/> characters, the last an ellipsis where some are left out.</summary>
    /// <param name="width">Null for no limit.</param>
    public static string Fit(string text, int? width)
    {
        if (width is not { } limit || text.Length <= limit)
            return text;
        var cut = Math.Max(limit - 1, 0);
        if (cut > 0 && char.IsHighSurrogate(text[cut - 1]))
            cut--;
        return text[..cut] + "…";
    }

    /// <summary>Breaks a text at spaces, so that the terminal does not break it within words.</summary>
    /// <param name="width">Null for no limit.</param>
    /// <param name="indent">Spaces before every line but the first.</param>
    public static string Wrap(string text, int? width, int indent = 0)
    {
        if (width is not { } limit || text.Length <= limit)
            return text;
        var wrapped = new StringBuilder(text.Length + 16);
        var column = 0;
        foreach (var word in text.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > limit)
            {
                wrapped.Append('\n').Append(' ', indent);
                column = indent;
            }
            else if (column > 0)
            {
                wrapped.Append(' ');
                column++;
            }

            wrapped.Append(word);
            column += word.Length - (word.LastIndexOf('\n') + 1);
        }

        return wrapped.ToString();
    }

    /// <summary>C0, DEL and C1 controls, and the marks that reorder text (https://trojansource.codes).</summary>
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
