using System.Text;

namespace Patina.Report.Map;

/// <summary>The beginning of a text as one line that a page can show.</summary>
internal static class Excerpt
{
    /// <summary>Runs of spaces and control characters become one space; a pair of surrogates is not cut, a lone one replaced.</summary>
    public static string Of(string text, int length)
    {
        var excerpt = new StringBuilder(Math.Min(text.Length, length) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (excerpt.Length >= length)
                return excerpt.Append('…').ToString();
            var isSpace = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
            if (!isSpace)
                excerpt.Append(rune.ToString());
            else if (excerpt.Length > 0 && excerpt[^1] != ' ')
                excerpt.Append(' ');
        }

        return excerpt.ToString().TrimEnd(' ');
    }
}
