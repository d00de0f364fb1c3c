namespace Patina.Memory.Scraping.Code;

/// <summary>Cuts a text of which nothing is known into windows of about forty lines, at a blank line where one is near.</summary>
internal static class LineWindows
{
    /// <summary>How many lines before the end of a window a blank line is looked for.</summary>
    private const int Reach = 15;

    public static List<CodePart> Of(SourceText source)
    {
        var lines = new List<CodeLine>();
        var windows = new List<CodePart>();
        for (var first = 0; first < source.LineCount;)
        {
            var end = WindowEnd(source, first);
            lines.Clear();
            for (var line = first; line < end; line++)
                lines.Add(new CodeLine(source.Text.AsMemory(source.LineStart(line), source.Line(line).Length), line, line, Depth: 0));
            foreach (var part in TextSplitter.Split(lines, ChunkLimits.Chunk))
                windows.Add(part with { Offset = source.LineStart(first) + part.Offset });
            first = end;
        }

        return windows;
    }

    private static int WindowEnd(SourceText source, int first)
    {
        var end = Math.Min(first + ChunkLimits.WindowLines, source.LineCount);
        if (end == source.LineCount)
            return end;
        for (var line = end; line > end - Reach; line--)
        {
            if (source.IsBlank(line - 1))
                return line;
        }

        return end;
    }
}
