using System.Text;
using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Unicode;

/// <summary>
/// The characters that stand for the 256 bytes in byte-level vocabularies: printable ones for themselves, the others, in
/// order, as those from U+0100 on. A space is Ġ.
/// </summary>
internal static class ByteAlphabet
{
    public const char Space = '\u0120';

    private const int LongestScalar = 4;

    private static readonly char[] Characters = Create();

    /// <summary>Replaces a text by the characters of its UTF-8 bytes, each of which stands for the whole character it is of.</summary>
    public static void Rewrite(TextBuffer text)
    {
        if (TryRewriteAscii(text.Text))
            return;
        text.BeginRewrite();
        Write(text, 0, text.Length);
        text.EndRewrite();
    }

    /// <summary>Replaces characters by those of their bytes, if each is one.</summary>
    /// <returns>False if some are more, and nothing was done.</returns>
    public static bool TryRewriteAscii(Span<char> text)
    {
        if (!Ascii.IsValid(text))
            return false;
        foreach (ref var unit in text)
            unit = Characters[unit];
        return true;
    }

    /// <summary>Writes the characters of a stretch during a rewrite.</summary>
    public static void Write(TextBuffer text, int start, int end)
    {
        Span<byte> bytes = stackalloc byte[LongestScalar];
        for (var i = start; i < end;)
        {
            var scalar = Scalars.At(text.Text, i, out var units);
            foreach (var value in bytes[..new Rune(scalar).EncodeToUtf8(bytes)])
                text.Write(Characters[value], i);
            i += units;
        }
    }

    private static char[] Create()
    {
        var characters = new char[256];
        var next = '\u0100';
        for (var value = 0; value < characters.Length; value++)
            characters[value] = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE ? (char)value : next++;
        return characters;
    }
}
