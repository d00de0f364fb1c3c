using System.Text;
using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Lower-cases every character by itself, whatever stands around it and whatever the culture.</summary>
internal sealed class LowercaseNormalizer : Normalizer
{
    /// <summary>İ is the one character whose lower case is longer: i and a combining dot above.</summary>
    private const char CapitalIWithDot = '\u0130';

    public override bool StaysInWords => true;

    public override void Normalize(TextBuffer text)
    {
        if (text.Text.Contains(CapitalIWithDot))
            ExpandCapitalIWithDot(text);
        Lower(text.Text);
    }

    private static void Lower(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (char.IsAscii(unit))
                text[i] = char.IsAsciiLetterUpper(unit) ? (char)(unit | 0x20) : unit;
            else if (!char.IsHighSurrogate(unit))
                text[i] = char.ToLowerInvariant(unit);
            else
                new Rune(Rune.ToLowerInvariant(new Rune(Scalars.At(text, i, out _))).Value).EncodeToUtf16(text[i++..]);
        }
    }

    private static void ExpandCapitalIWithDot(TextBuffer text)
    {
        text.BeginRewrite();
        for (var start = 0; start < text.Length;)
        {
            var length = text.Text[start..].IndexOf(CapitalIWithDot);
            if (length < 0)
            {
                text.Keep(start, text.Length);
                break;
            }

            text.Keep(start, start + length);
            text.Write("i\u0307", start + length);
            start += length + 1;
        }

        text.EndRewrite();
    }
}
