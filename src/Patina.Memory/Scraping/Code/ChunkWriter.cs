using Patina.Memory.Chunks;

namespace Patina.Memory.Scraping.Code;

/// <summary>Makes the chunks of one file, with keys that differ even where texts do not.</summary>
internal sealed class ChunkWriter(string path, List<Chunk> chunks)
{
    private const int TitleLimit = 160;

    private readonly Dictionary<(string? Symbol, string Text), int> _ordinals = [];

    /// <param name="startLine">Counted from 1.</param>
    /// <param name="endLine">Inclusive.</param>
    public void Add(int startLine, int endLine, string title, string? symbol, string head, string text)
    {
        var ordinal = _ordinals.GetValueOrDefault((symbol, text));
        _ordinals[(symbol, text)] = ordinal + 1;
        chunks.Add(new Chunk
        {
            Key = ChunkKey.Of(ChunkKind.Code, path, symbol, text, ordinal),
            Kind = ChunkKind.Code,
            Path = path,
            StartLine = startLine,
            EndLine = endLine,
            Title = Shorten(title),
            Symbol = symbol,
            Head = head,
            Text = text,
        });
    }

    /// <summary>Adds text outside definitions; its first words are its title.</summary>
    /// <param name="doc">What the file says about itself.</param>
    public void AddText(CodeRecord text, string doc)
    {
        var title = FirstWords(text.Body);
        Add(text.StartLine, text.EndLine, title, null, CodeHead.Of(path, [], title, doc), text.Body);
    }

    /// <summary>The first line with a letter or digit in it.</summary>
    private static string FirstWords(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            foreach (var c in line)
            {
                if (char.IsLetterOrDigit(c))
                    return line.Trim().ToString();
            }
        }

        return text.Trim();
    }

    private static string Shorten(string title)
    {
        if (title.Length <= TitleLimit)
            return title;
        var end = char.IsHighSurrogate(title[TitleLimit - 2]) ? TitleLimit - 2 : TitleLimit - 1;
        return title[..end] + "…";
    }
}
