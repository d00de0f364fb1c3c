namespace Patina.Memory.Paths;

/// <summary>
/// Matches a path with <c>/</c> against a pattern as git does: <c>*</c> and <c>?</c> stay within a component, <c>**</c>
/// spans components where it is one itself, <c>[a-z]</c> and <c>[!a-z]</c> are classes, <c>\</c> takes the next character
/// literally. Case-sensitive. At most pattern × path steps per <c>**</c>, so that a hostile pattern cannot stall a run.
/// </summary>
internal static class Wildcard
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        var (p, t) = (0, 0);
        var (starPattern, starText) = (-1, 0);   // where to go on after one more character for the last '*'
        var (spanPattern, spanText) = (-1, 0);   // the same for the last '**', one more component
        while (true)
        {
            if (p < pattern.Length && IsSpan(pattern, p, out var afterStars))
            {
                if (afterStars == pattern.Length)
                    return t < path.Length; // "a/**" is what lies in a, not a itself
                p = afterStars + 1;
                (spanPattern, spanText, starPattern) = (p, t, -1);
                continue;
            }

            if (p < pattern.Length && pattern[p] == '*')
            {
                p++;
                (starPattern, starText) = (p, t);
                continue;
            }

            if (t == path.Length && p == pattern.Length)
                return true;
            if (t < path.Length && p < pattern.Length && MatchesOne(pattern, ref p, path[t]))
            {
                t++;
                continue;
            }

            if (starPattern >= 0 && starText < path.Length && path[starText] != '/')
            {
                (p, t) = (starPattern, ++starText);
                continue;
            }

            var slash = spanPattern < 0 ? -1 : path[spanText..].IndexOf('/');
            if (slash < 0)
                return false;
            spanText += slash + 1;
            (p, t, starPattern) = (spanPattern, spanText, -1);
        }
    }

    /// <summary>Whether two stars or more that are a whole component start here.</summary>
    private static bool IsSpan(ReadOnlySpan<char> pattern, int p, out int afterStars)
    {
        var stars = pattern[p..].IndexOfAnyExcept('*');
        afterStars = stars < 0 ? pattern.Length : p + stars;
        return afterStars >= p + 2
            && (p == 0 || pattern[p - 1] == '/')
            && (afterStars == pattern.Length || pattern[afterStars] == '/');
    }

    /// <summary>Matches one character and moves past its element of the pattern; the position is undefined when it does not match.</summary>
    private static bool MatchesOne(ReadOnlySpan<char> pattern, ref int p, char character)
    {
        switch (pattern[p])
        {
            case '?':
                p++;
                return character != '/';
            case '[':
                return CharacterSet.Matches(pattern, ref p, character) && character != '/';
            case '\\' when p + 1 < pattern.Length:
                p += 2;
                return pattern[p - 1] == character;
            case '\\':
                return false; // nothing follows that could be taken literally
            default:
                return pattern[p++] == character;
        }
    }
}
