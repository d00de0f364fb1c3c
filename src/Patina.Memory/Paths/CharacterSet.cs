namespace Patina.Memory.Paths;

/// <summary>A <c>[…]</c> of a pattern: characters, ranges, classes such as <c>[:digit:]</c>, negated by <c>!</c> or <c>^</c>.</summary>
internal static class CharacterSet
{
    /// <param name="p">At the <c>[</c>; moved past the <c>]</c>.</param>
    /// <returns>False also for a set that is not closed or names an unknown class, as in git.</returns>
    public static bool Matches(ReadOnlySpan<char> pattern, ref int p, char character)
    {
        var at = p + 1;
        var negated = at < pattern.Length && pattern[at] is '!' or '^';
        if (negated)
            at++;

        var (found, first) = (false, true);
        while (at < pattern.Length && (first || pattern[at] != ']'))
        {
            first = false;
            if (pattern[at..].StartsWith("[:"))
            {
                var end = pattern[at..].IndexOf(":]");
                if (end < 0 || IsOfClass(pattern[(at + 2)..(at + end)], character) is not { } isOf)
                    return false;
                found |= isOf;
                at += end + 2;
                continue;
            }

            if (!TryRead(pattern, ref at, out var low))
                return false;
            var high = low;
            if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                at++;
                if (!TryRead(pattern, ref at, out high))
                    return false;
            }

            found |= character >= low && character <= high;
        }

        p = at + 1;
        return at < pattern.Length && found != negated;
    }

    private static bool TryRead(ReadOnlySpan<char> pattern, ref int at, out char character)
    {
        if (pattern[at] == '\\')
            at++;
        character = at < pattern.Length ? pattern[at] : '\0';
        return at++ < pattern.Length;
    }

    private static bool? IsOfClass(ReadOnlySpan<char> name, char character) => name switch
    {
        "alnum" => char.IsAsciiLetterOrDigit(character),
        "alpha" => char.IsAsciiLetter(character),
        "blank" => character is ' ' or '\t',
        "cntrl" => char.IsAscii(character) && char.IsControl(character),
        "digit" => char.IsAsciiDigit(character),
        "graph" => character is > ' ' and <= '~',
        "lower" => char.IsAsciiLetterLower(character),
        "print" => character is >= ' ' and <= '~',
        "punct" => character is > ' ' and <= '~' && !char.IsAsciiLetterOrDigit(character),
        "space" => character is ' ' or (>= '\t' and <= '\r'),
        "upper" => char.IsAsciiLetterUpper(character),
        "xdigit" => char.IsAsciiHexDigit(character),
        _ => null,
    };
}
