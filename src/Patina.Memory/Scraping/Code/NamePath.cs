namespace Patina.Memory.Scraping.Code;

/// <summary>Names as they are written in source: <c>Foo&lt;T&gt;::bar</c>, <c>Foo.prototype.bar</c>, <c>M.sub:method</c>, <c>operator&lt;&lt;</c>.</summary>
internal static class NamePath
{
    /// <summary>Cuts a written name into its parts, without type arguments, quotes and JavaScript's <c>prototype</c>.</summary>
    public static List<string> Split(ReadOnlySpan<char> written)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i <= written.Length; i++)
        {
            var length = i == written.Length ? 1 : SeparatorAt(written, i, start);
            if (length == 0)
                continue;
            var part = Clean(written[start..i]);
            if (part.Length > 0 && !(part is "prototype" && parts.Count > 0))
                parts.Add(part.ToString());
            start = i + length;
            i = start - 1;
        }

        return parts;
    }

    /// <summary>Length of the separator at an offset, 0 for none. One that follows no name, as in an operator, is none.</summary>
    private static int SeparatorAt(ReadOnlySpan<char> text, int at, int partStart)
    {
        if (at == partStart && partStart > 0 || at + 1 >= text.Length || IsOperator(text[partStart..at]))
            return 0;
        var length = text[at..] switch
        {
            [':', ':', ..] or ['?', '.', ..] => 2,
            ['.', ..] or [':', ..] or ['\\', ..] or ['#', ..] => 1,
            _ => 0,
        };
        return at + length < text.Length && IsNameStart(text[at + length]) && InBrackets(text[partStart..at]) == 0 ? length : 0;
    }

    private static bool IsNameStart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' or '~' or '`' or '"' or '\'' or '@';

    private static bool IsOperator(ReadOnlySpan<char> part) => part.TrimStart().StartsWith("operator") && part.Length > 8 && !char.IsLetterOrDigit(part[8]);

    private static int InBrackets(ReadOnlySpan<char> text)
    {
        var depth = 0;
        foreach (var c in text)
            depth += c is '<' or '[' or '(' ? 1 : c is '>' or ']' or ')' ? -1 : 0;
        return depth;
    }

    private static ReadOnlySpan<char> Clean(ReadOnlySpan<char> part)
    {
        part = part.Trim().Trim("`\"'");
        var bracket = part.IndexOfAny('<', '[');
        if (bracket > 0 && char.IsLetterOrDigit(part[bracket - 1]) && !part.StartsWith("operator"))
            part = part[..bracket];
        return part.Trim();
    }
}
