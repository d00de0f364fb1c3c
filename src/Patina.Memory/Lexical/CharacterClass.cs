using System.Globalization;
using System.Text;

namespace Patina.Memory.Lexical;

internal static class CharacterClass
{
    /// <summary>Kind and length in UTF-16 units of the first character. A lone surrogate is a separator.</summary>
    public static (CharacterKind Kind, int Length) At(ReadOnlySpan<char> text)
    {
        var first = text[0];
        if (char.IsAscii(first))
            return (char.IsAsciiLetterOrDigit(first) || first == '_' ? CharacterKind.Word : CharacterKind.Separator, 1);

        _ = Rune.DecodeFromUtf16(text, out var rune, out var length); // U+FFFD, a separator, when it is not well-formed
        return (Of(rune), length);
    }

    private static CharacterKind Of(Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.NonSpacingMark:
            case UnicodeCategory.SpacingCombiningMark:
                return IsUnspaced(rune.Value) ? CharacterKind.Unspaced : CharacterKind.Word;
            default:
                if (!Rune.IsLetterOrDigit(rune))
                    return CharacterKind.Separator;
                return IsUnspaced(rune.Value) ? CharacterKind.Unspaced : CharacterKind.Word;
        }
    }

    private static bool IsUnspaced(int codePoint) => codePoint is
        (>= 0x0E00 and <= 0x0EFF) or   // Thai, Lao
        (>= 0x1000 and <= 0x109F) or   // Myanmar
        (>= 0x1780 and <= 0x17FF) or   // Khmer
        (>= 0x2E80 and <= 0x9FFF) or   // CJK radicals, kana, bopomofo, unified ideographs
        (>= 0xA000 and <= 0xA4CF) or   // Yi
        (>= 0xAC00 and <= 0xD7AF) or   // Hangul
        (>= 0xF900 and <= 0xFAFF) or   // CJK compatibility ideographs
        (>= 0xFF66 and <= 0xFF9F) or   // half-width kana
        (>= 0x20000 and <= 0x3FFFF);   // ideographs beyond the first plane
}
