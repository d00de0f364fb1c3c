using System.Buffers;
using System.Text;

namespace Patina.Memory.Scraping.Code;

/// <summary>Takes XML, HTML and Javadoc markup out of documentation: <c>&lt;see cref="X"/&gt;</c> and <c>{@link X}</c> become <c>X</c>.</summary>
internal static class DocMarkup
{
    private static readonly SearchValues<char> Openers = SearchValues.Create("<{");

    /// <summary>Tags that are known to be markup; others, as <c>List&lt;T&gt;</c>, are text.</summary>
    private static readonly HashSet<string> Tags = new(StringComparer.OrdinalIgnoreCase)
    {
        "summary", "remarks", "param", "typeparam", "returns", "value", "exception", "see", "seealso", "paramref", "typeparamref",
        "c", "code", "para", "inheritdoc", "example", "list", "item", "description", "term", "listheader", "permission",
        "p", "ul", "ol", "li", "pre", "b", "i", "em", "strong", "tt", "br", "h1", "h2", "h3", "h4", "blockquote", "a", "table", "tr", "td", "th",
    };

    public static string Remove(string doc)
    {
        if (doc.AsSpan().IndexOfAny(Openers) < 0)
            return doc;
        var text = new StringBuilder(doc.Length);
        for (var i = 0; i < doc.Length;)
        {
            var length = doc[i] switch
            {
                '<' => Tag(doc.AsSpan(i), text),
                '{' => InlineTag(doc.AsSpan(i), text),
                _ => 0,
            };
            if (length == 0)
                text.Append(doc[i++]);
            else
                i += length;
        }

        return Tidy(text.ToString());
    }

    /// <returns>Length of the tag, 0 when it is none.</returns>
    private static int Tag(ReadOnlySpan<char> rest, StringBuilder text)
    {
        var end = rest.IndexOf('>');
        if (end < 2 || end > 300)
            return 0;
        var inside = rest[1..end].Trim('/');
        var nameLength = 0;
        while (nameLength < inside.Length && char.IsAsciiLetterOrDigit(inside[nameLength]))
            nameLength++;
        if (nameLength == 0 || !Tags.Contains(inside[..nameLength].ToString()))
            return 0;

        var isEmpty = rest[end - 1] == '/';
        var value = AttributeValue(inside[nameLength..]);
        if (isEmpty)
            text.Append(value);
        else if (!value.IsEmpty && inside[..nameLength] is "param" or "typeparam" or "exception")
            text.Append(value).Append(": ");
        return end + 1;
    }

    /// <summary>The value of <c>cref</c>, <c>name</c>, <c>langword</c>, <c>href</c>: the first one given, without a <c>T:</c> before it.</summary>
    private static ReadOnlySpan<char> AttributeValue(ReadOnlySpan<char> attributes)
    {
        var open = attributes.IndexOf('"');
        if (open < 0)
            return [];
        var value = attributes[(open + 1)..];
        var close = value.IndexOf('"');
        value = close < 0 ? value : value[..close];
        return value is [_, ':', ..] ? value[2..] : value;
    }

    /// <summary><c>{@code text}</c></summary>
    private static int InlineTag(ReadOnlySpan<char> rest, StringBuilder text)
    {
        if (!rest.StartsWith("{@"))
            return 0;
        var end = rest.IndexOf('}');
        var space = rest.IndexOf(' ');
        if (end < 0 || end > 300)
            return 0;
        if (space > 0 && space < end)
            text.Append(rest[(space + 1)..end].Trim());
        return end + 1;
    }

    /// <summary>Drops the lines that held nothing but tags, and blanks at line ends.</summary>
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var blank = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var content = line.TrimEnd();
            blank = content.IsEmpty ? blank + 1 : 0;
            if (tidy.Length > 0 && blank < 2)
                tidy.Append('\n');
            tidy.Append(content);
        }

        return tidy.ToString().Trim();
    }
}
