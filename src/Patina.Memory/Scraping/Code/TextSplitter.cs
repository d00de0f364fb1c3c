namespace Patina.Memory.Scraping.Code;

/// <summary>Cuts a text that is too long for one chunk: between statements, the outermost first, and at blank lines.</summary>
internal static class TextSplitter
{
    /// <param name="lines">The text is these, joined by LF.</param>
    /// <param name="limit">Most characters of a part.</param>
    /// <returns>Parts in order, which leave out blank lines around them at most; none for a blank text.</returns>
    public static List<CodePart> Split(IReadOnlyList<CodeLine> lines, int limit)
    {
        var parts = new List<CodePart>();
        var offset = 0;
        for (var first = 0; first < lines.Count;)
        {
            var end = PartEnd(lines, first, limit);
            AddPart(parts, lines, first, end, offset, limit);
            for (; first < end; first++)
                offset += lines[first].Text.Length + 1;
        }

        return parts;
    }

    /// <returns>The line after the last that belongs to the part.</returns>
    private static int PartEnd(IReadOnlyList<CodeLine> lines, int first, int limit)
    {
        var size = 0;
        var (best, bestScore) = (-1, long.MaxValue);
        for (var i = first; i < lines.Count; i++)
        {
            if (i > first && size >= limit / 3)
            {
                var score = Score(lines, i);
                if (score <= bestScore)
                    (best, bestScore) = (i, score);
            }

            size += lines[i].Text.Length + 1;
            if (size > limit && i > first)
                return best > 0 ? best : i;
        }

        return lines.Count;
    }

    /// <summary>How bad it is to cut before a line.</summary>
    private static long Score(IReadOnlyList<CodeLine> lines, int index)
    {
        var afterBlank = lines[index - 1].IsBlank ? 1 : 0;
        return (2L * lines[index].Depth) - afterBlank;
    }

    private static void AddPart(List<CodePart> parts, IReadOnlyList<CodeLine> lines, int first, int end, int offset, int limit)
    {
        for (; first < end && lines[first].IsBlank; first++)
            offset += lines[first].Text.Length + 1;
        while (end > first && lines[end - 1].IsBlank)
            end--;
        if (first == end)
            return;

        var length = -1;
        for (var i = first; i < end; i++)
            length += lines[i].Text.Length + 1;
        if (end - first == 1 && length > limit)
            AddPieces(parts, lines[first], offset, limit);
        else
            parts.Add(new CodePart(lines[first].First + 1, lines[end - 1].Last + 1, offset, length));
    }

    /// <summary>Cuts one very long line: after punctuation or a blank where there is one, never inside a surrogate pair.</summary>
    private static void AddPieces(List<CodePart> parts, CodeLine line, int offset, int limit)
    {
        var text = line.Text.Span;
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(limit, text.Length - start);
            if (start + length < text.Length)
            {
                var cut = text.Slice(start + (length / 2), length - (length / 2)).LastIndexOfAny(" ;,}") + 1;
                length = cut > 0 ? (length / 2) + cut : length;
                if (char.IsHighSurrogate(text[start + length - 1]))
                    length--;
            }

            if (!text.Slice(start, length).IsWhiteSpace())
                parts.Add(new CodePart(line.First + 1, line.Last + 1, offset + start, length));
            start += length;
        }
    }
}
