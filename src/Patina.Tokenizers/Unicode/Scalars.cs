using System.Globalization;

namespace Patina.Tokenizers.Unicode;

/// <summary>Unicode scalars in well-formed UTF-16, and the classes that tokenizers put them in.</summary>
internal static class Scalars
{
    /// <summary>The scalar at an index, and how many units it takes.</summary>
    public static int At(ReadOnlySpan<char> text, int index, out int units)
    {
        var unit = text[index];
        units = char.IsHighSurrogate(unit) ? 2 : 1;
        return units == 1 ? unit : char.ConvertToUtf32(unit, text[index + 1]);
    }

    /// <summary>The index of the scalar that ends in front of an index.</summary>
    public static int Before(ReadOnlySpan<char> text, int index) =>
        index - (index > 1 && char.IsLowSurrogate(text[index - 1]) && char.IsHighSurrogate(text[index - 2]) ? 2 : 1);

    /// <summary>Unicode's White_Space property.</summary>
    public static bool IsWhiteSpace(int scalar) => scalar <= char.MaxValue && char.IsWhiteSpace((char)scalar);

    /// <summary>One of the categories Cc, Cf, Cs, Co.</summary>
    public static bool IsOther(int scalar) => CharUnicodeInfo.GetUnicodeCategory(scalar)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse;

    /// <summary>Category Mn.</summary>
    public static bool IsNonSpacingMark(int scalar) =>
        scalar >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(scalar) == UnicodeCategory.NonSpacingMark;

    /// <summary>A category of P, or one of ASCII's symbols, which models count as punctuation too.</summary>
    public static bool IsPunctuation(int scalar) => scalar < 0x80
        ? char.IsPunctuation((char)scalar) || char.IsSymbol((char)scalar)
        : CharUnicodeInfo.GetUnicodeCategory(scalar) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    /// <summary>A category of N.</summary>
    public static bool IsNumeric(int scalar) => CharUnicodeInfo.GetUnicodeCategory(scalar)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>A category of M.</summary>
    public static bool IsMark(int scalar) => scalar >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(scalar)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>What <c>\w</c> matches: alphabetic, marks, decimal digits, connecting punctuation, joiners.</summary>
    public static bool IsWord(int scalar) => CharUnicodeInfo.GetUnicodeCategory(scalar) switch
    {
        <= UnicodeCategory.OtherLetter => true,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation => true,
        // Circled and squared letters are symbols, but alphabetic.
        UnicodeCategory.OtherSymbol => scalar is (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149)
            or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189),
        _ => scalar is 0x200C or 0x200D,
    };

    /// <summary>The blocks of Chinese characters that BERT sets apart.</summary>
    public static bool IsChinese(int scalar) => scalar is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
