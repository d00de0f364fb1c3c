using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Patina.Pretrain.Mining;

/// <summary>The little that mining needs to know of a text: its words, and whether two texts say the same.</summary>
internal static class PairText
{
    /// <summary>Runs of letters and digits.</summary>
    public static int CountWords(ReadOnlySpan<char> text, int enough = int.MaxValue)
    {
        var words = 0;
        var inside = false;
        foreach (var unit in text)
        {
            var isWord = char.IsLetterOrDigit(unit) || char.IsSurrogate(unit);
            if (isWord && !inside && ++words >= enough)
                return words;
            inside = isWord;
        }
        return words;
    }

    /// <summary>A digest of the first words, whatever stands between them and however they are cased.</summary>
    public static ulong Fingerprint(ReadOnlySpan<char> text, int words)
    {
        var plain = new StringBuilder();
        var count = 0;
        var inside = false;
        foreach (var unit in text)
        {
            var isWord = char.IsLetterOrDigit(unit) || char.IsSurrogate(unit);
            if (isWord && !inside && count++ == words)
                break;
            if (isWord)
                plain.Append(char.ToLowerInvariant(unit));
            else if (inside)
                plain.Append(' ');
            inside = isWord;
        }
        return XxHash64.HashToUInt64(MemoryMarshal.AsBytes(plain.ToString().TrimEnd().AsSpan()));
    }

    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    /// <summary>The first paragraph, and in it what stands before the first full stop.</summary>
    public static (string Sentence, string Remainder) FirstSentence(string text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            var ends = text[i] is '.' or '!' or '?' or '。' && (text[i] == '。' || char.IsWhiteSpace(text[i + 1]));
            if (ends || (text[i] == '\n' && text[i + 1] == '\n'))
                return (text[..i].Trim(), text[(i + 1)..].Trim());
        }
        return (text.Trim(), "");
    }

    /// <summary>Takes every whole occurrence of an identifier out of a text.</summary>
    public static string Without(string text, string identifier)
    {
        var kept = new StringBuilder(text.Length);
        var from = 0;
        for (var at = text.IndexOf(identifier, StringComparison.Ordinal); at >= 0; at = text.IndexOf(identifier, at + 1, StringComparison.Ordinal))
        {
            var end = at + identifier.Length;
            var isWhole = (at == 0 || !IsIdentifier(text[at - 1])) && (end == text.Length || !IsIdentifier(text[end]));
            if (!isWhole || at < from)
                continue;
            kept.Append(text, from, at - from).Append(' ');
            from = end;
        }
        return from == 0 ? text : kept.Append(text, from, text.Length - from).ToString();
    }

    private static bool IsIdentifier(char unit) => char.IsLetterOrDigit(unit) || unit == '_';
}
