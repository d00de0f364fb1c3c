using System.Text;

namespace Patina.Memory.Scraping.Docs;

/// <summary>
/// Splits a section into pieces of a size that an embedding can stand for: after a paragraph, in a longer one after a
/// line, in a longer one between characters. A code fence is kept whole as long as it fits.
/// </summary>
internal static class SectionSplitter
{
    /// <summary>Characters of a piece at most.</summary>
    public const int MaxLength = 1500;

    public static IEnumerable<SectionPiece> Split(DocSection section)
    {
        var piece = new StringBuilder();
        var (pieceLine, line) = (section.StartLine, section.StartLine);
        foreach (var (block, lines) in Blocks(section.Text))
        {
            if (piece.Length > 0 && piece.Length + block.Length > MaxLength)
            {
                if (Close() is { } full)
                    yield return full;
            }

            piece.Append(block);
            line += lines;
        }

        if (Close() is { } last)
            yield return last;

        SectionPiece? Close()
        {
            var text = piece.ToString();
            var startLine = pieceLine;
            piece.Clear();
            pieceLine = line;
            return Trimmed(section.Headings, startLine, text);
        }
    }

    /// <summary>Without blank lines around it; null when nothing remains.</summary>
    private static SectionPiece? Trimmed(IReadOnlyList<string> headings, int startLine, string text)
    {
        var body = text.AsSpan().TrimEnd();
        if (body.IsEmpty)
            return null;
        var leading = body[..^body.TrimStart().Length];
        var firstLine = leading.LastIndexOf('\n') + 1;
        var start = startLine + leading.Count('\n');
        body = body[firstLine..];
        return new SectionPiece(headings, start, start + body.Count('\n'), body.ToString());
    }

    /// <summary>Paragraphs with the blank lines after them and whole code fences, each at most a piece long, and how many line ends each has.</summary>
    private static IEnumerable<(string Text, int Lines)> Blocks(string text)
    {
        var block = new StringBuilder();
        var (fence, afterBlank) = ("", false);
        foreach (var line in Lines(text))
        {
            var isBlank = string.IsNullOrWhiteSpace(line);
            var endsBlock = afterBlank && !isBlank && fence.Length == 0;
            if (block.Length > 0 && (endsBlock || block.Length + line.Length > MaxLength))
            {
                yield return Flush();
            }

            block.Append(line);
            fence = FenceAfter(fence, line);
            afterBlank = isBlank;
        }

        if (block.Length > 0)
            yield return Flush();

        (string, int) Flush()
        {
            var flushed = block.ToString();
            block.Clear();
            return (flushed, flushed.AsSpan().Count('\n'));
        }
    }

    /// <summary>Lines with their ends; one that is longer than a piece comes in several parts.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var newline = text.IndexOf('\n', start);
            var end = newline < 0 ? text.Length : newline + 1;
            if (end - start > MaxLength)
                end = start + TextCut.Before(text[start..end], MaxLength).Length;
            yield return text[start..end];
            start = end;
        }
    }

    /// <summary>The fence that is open after a line: its marks, or nothing.</summary>
    private static string FenceAfter(string open, string line)
    {
        var trimmed = line.AsSpan().Trim();
        var mark = trimmed.StartsWith("```") ? '`' : trimmed.StartsWith("~~~") ? '~' : '\0';
        if (mark == '\0')
            return open;
        var length = trimmed.Length - trimmed.TrimStart(mark).Length;
        if (open.Length == 0)
            return new string(mark, length);
        var closes = mark == open[0] && length >= open.Length && length == trimmed.Length;
        return closes ? "" : open;
    }
}
