using System.Text;

namespace Patina.Memory.Scraping.Code;

/// <summary>
/// Takes the markers off a comment. The comment syntaxes of all our languages tell themselves apart, so none needs to be named.
/// </summary>
internal static class DocComment
{
    /// <summary>After the first paragraph, which is kept in full, only so many characters are kept.</summary>
    private const int SoftLimit = 1_000;

    private static readonly string[] Openers = ["/**", "/*!", "/*", "{-|", "{-", "--[==[", "--[=[", "--[[", "=begin", "\"\"\"", "'''", "(*"];
    private static readonly string[] Closers = ["*/", "-}", "]==]", "]=]", "]]", "=end", "\"\"\"", "'''", "*)"];

    /// <summary>The text of some comments that follow each other.</summary>
    public static string Clean(IReadOnlyList<string> comments)
    {
        var text = new StringBuilder();
        foreach (var comment in comments)
            Append(text, comment);
        return DocMarkup.Remove(Shorten(text.ToString().Trim()));
    }

    public static string Clean(string comment) => Clean([comment]);

    private static void Append(StringBuilder text, string comment)
    {
        var rest = comment.AsSpan().Trim();
        var isBlock = Strip(ref rest);
        foreach (var range in rest.Split('\n'))
        {
            var line = isBlock ? BlockLine(rest[range]) : LineComment(rest[range]);
            if (!IsRuler(line))
                text.Append(line).Append('\n');
        }
    }

    /// <summary>Takes off the marks around a block comment.</summary>
    /// <returns>False for line comments.</returns>
    private static bool Strip(ref ReadOnlySpan<char> comment)
    {
        foreach (var opener in Openers)
        {
            if (!comment.StartsWith(opener, StringComparison.Ordinal))
                continue;
            comment = comment[opener.Length..];
            foreach (var closer in Closers)
            {
                if (comment.EndsWith(closer, StringComparison.Ordinal))
                {
                    comment = comment[..^closer.Length].TrimEnd('*');
                    break;
                }
            }

            return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> BlockLine(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        if (!trimmed.StartsWith("*"))
            return trimmed;
        trimmed = trimmed[1..];
        return trimmed.StartsWith(" ") ? trimmed[1..] : trimmed;
    }

    private static ReadOnlySpan<char> LineComment(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        if (trimmed.StartsWith("//"))
            trimmed = trimmed.TrimStart('/').TrimStart('!');
        else if (trimmed.StartsWith("--"))
            trimmed = trimmed.TrimStart('-');
        else if (trimmed.StartsWith("#"))
            trimmed = trimmed.TrimStart('#');
        if (trimmed is [' ', '|' or '^', ..])
            trimmed = trimmed[2..];
        return trimmed.StartsWith(" ") ? trimmed[1..] : trimmed;
    }

    /// <summary>A line drawn with punctuation.</summary>
    private static bool IsRuler(ReadOnlySpan<char> line) =>
        line.Length >= 3 && line.TrimStart(line[0]).IsEmpty && char.IsAsciiLetterOrDigit(line[0]) is false && line[0] != ' ';

    /// <summary>The first paragraph, and those after it as long as there is room.</summary>
    private static string Shorten(string text)
    {
        if (text.Length <= SoftLimit)
            return text;
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0)
            return text;
        for (var next = end; next >= 0 && next <= SoftLimit; next = text.IndexOf("\n\n", next + 2, StringComparison.Ordinal))
            end = next;
        return text[..end];
    }
}
