namespace Patina.Memory.Scraping.Notes;

/// <summary>Measures text in words, and cuts it where it may be cut.</summary>
internal static class LongText
{
    /// <summary>Text without blanks counts by this length, so that no text is long and has few words.</summary>
    private const int MaxWordLength = 12;

    private const int MeanWordLength = 7;

    public static int WordCount(ReadOnlySpan<char> text)
    {
        var words = 0;
        var inWord = false;
        foreach (var c in text)
        {
            var blank = char.IsWhiteSpace(c);
            if (!blank && !inWord)
                words++;
            inWord = !blank;
        }
        return Math.Max(words, text.Length / MaxWordLength);
    }

    /// <summary>Cuts between lines, and a long line after a sentence, else at a blank, else anywhere.</summary>
    /// <param name="words">About how long the pieces shall be.</param>
    /// <returns>Pieces with the indexes of their first and last line in <paramref name="text"/>.</returns>
    public static IEnumerable<(string Text, int FirstLine, int LastLine)> Cut(string text, int words)
    {
        var maxLength = words * MeanWordLength;
        var lines = text.Split('\n');
        for (var first = 0; first < lines.Length;)
        {
            if (lines[first].Length > 2 * maxLength)
            {
                foreach (var part in CutLine(lines[first], maxLength))
                    yield return (part, first, first);
                first++;
                continue;
            }
            var last = first;
            var length = lines[first].Length;
            while (last + 1 < lines.Length && length + lines[last + 1].Length <= maxLength)
                length += lines[++last].Length;
            var piece = string.Join('\n', lines[first..(last + 1)]);
            if (!string.IsNullOrWhiteSpace(piece))
                yield return (piece, first, last);
            first = last + 1;
        }
    }

    private static IEnumerable<string> CutLine(string line, int maxLength)
    {
        for (var start = 0; start < line.Length;)
        {
            var length = line.Length - start <= maxLength ? line.Length - start : BreakIn(line.AsSpan(start, maxLength));
            var part = line.Substring(start, length).Trim();
            if (part.Length > 0)
                yield return part;
            start += length;
        }
    }

    /// <summary>How much of a window to take: up to the last sentence end in its second half, or the last blank.</summary>
    private static int BreakIn(ReadOnlySpan<char> window)
    {
        for (var i = window.Length - 1; i > window.Length / 2; i--)
        {
            if (window[i] == ' ' && window[i - 1] is '.' or '!' or '?' or ';')
                return i;
        }
        var blank = window.LastIndexOf(' ');
        if (blank > 0)
            return blank;
        return char.IsHighSurrogate(window[^1]) ? window.Length - 1 : window.Length;
    }
}
