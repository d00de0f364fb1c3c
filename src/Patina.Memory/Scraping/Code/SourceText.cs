using System.Buffers;

namespace Patina.Memory.Scraping.Code;

/// <summary>
/// A text in the one form that the code scraper works on: no byte order mark, lines ended by LF, no unpaired surrogate and
/// no NUL (U+FFFD stands for either), so that a checkout with CRLF gives the same chunks. Lines are counted from 0 here.
/// </summary>
internal sealed class SourceText
{
    private static readonly SearchValues<char> Unusable = SearchValues.Create(
        [.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\0']);

    private readonly int[] _starts;

    public SourceText(string raw)
    {
        Text = Normalize(raw);
        _starts = FindLines(Text);
    }

    public string Text { get; }

    /// <summary>Lines; a final LF does not begin another one.</summary>
    public int LineCount => _starts.Length - 1;

    /// <summary>The line that holds a character; the end of the text belongs to the last line.</summary>
    public int LineAt(int offset)
    {
        var index = Array.BinarySearch(_starts, 0, Math.Max(LineCount, 1), offset);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>The last line of a span, which may end with its line's LF.</summary>
    public int LastLineOf(int start, int end) => LineAt(Math.Max(start, end - 1));

    public int LineStart(int line) => _starts[line];

    /// <summary>A line without its LF.</summary>
    public ReadOnlySpan<char> Line(int line) => Lines(line, line);

    /// <summary>Lines from first to last, without the last LF.</summary>
    public ReadOnlySpan<char> Lines(int first, int last)
    {
        var span = Text.AsSpan(_starts[first], _starts[last + 1] - _starts[first]);
        return span.EndsWith("\n") ? span[..^1] : span;
    }

    public bool IsBlank(int line) => Line(line).IsWhiteSpace();

    /// <summary>Whether nothing but white space stands between the beginning of a line and an offset in it.</summary>
    public bool BeginsLine(int offset) => Text.AsSpan(LineStart(LineAt(offset))..offset).IsWhiteSpace();

    private static string Normalize(string raw)
    {
        var text = raw.StartsWith('\uFEFF') ? raw[1..] : raw;
        text = text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : text;
        return text.AsSpan().ContainsAny(Unusable) ? ReplaceUnusable(text) : text;
    }

    private static string ReplaceUnusable(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < target.Length; i++)
        {
            if (i + 1 < source.Length && char.IsSurrogatePair(source[i], source[i + 1]))
            {
                (target[i], target[i + 1]) = (source[i], source[i + 1]);
                i++;
            }
            else
            {
                target[i] = source[i] == '\0' || char.IsSurrogate(source[i]) ? '\uFFFD' : source[i];
            }
        }
    });

    private static int[] FindLines(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1))
            starts.Add(i + 1);
        if (starts[^1] < text.Length)
            starts.Add(text.Length);
        return [.. starts];
    }
}
