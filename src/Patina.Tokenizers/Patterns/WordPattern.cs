using System.Globalization;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Patterns;

/// <summary>
/// Finds words as GPT-2 does, or as GPT-4 and those after it do: the expressions that nearly all byte-level tokenizers have, read
/// character by character. Several times as fast as the expression.
/// </summary>
/// <param name="isGpt2">Whether it is GPT-2's expression.</param>
/// <param name="mostDigits">Digits of a number at most; of GPT-4's expression.</param>
internal sealed class WordPattern(bool isGpt2, int mostDigits) : TextPattern
{
    private const string Gpt2Tail = @"| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    private const string Gpt4Tail = @"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string Gpt4Words = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}";

    private enum Kind : byte
    {
        Other,
        Letter,
        Number,
        Space,
        LineEnd,
    }

    private static readonly Kind[] Ascii = [.. Enumerable.Range(0, 128).Select(Classify)];

    /// <returns>Null if the expression is another one.</returns>
    public static WordPattern? TryRead(string expression) => expression switch
    {
        "'s|'t|'re|'ve|'m|'ll|'d" + Gpt2Tail or "'(?:[sdmt]|ll|ve|re)" + Gpt2Tail => new WordPattern(isGpt2: true, int.MaxValue),
        Gpt4Words + "{1,3}" + Gpt4Tail => new WordPattern(isGpt2: false, 3),
        Gpt4Words + Gpt4Tail => new WordPattern(isGpt2: false, 1),
        @"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+" => new WordPattern(isGpt2: false, 3),
        _ => null,
    };

    /// <remarks>Every character is part of a word, so that the next one begins at <paramref name="from"/>.</remarks>
    public override bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        start = end = from;
        if (from >= text.Length)
            return false;
        end = isGpt2 ? FindGpt2(text, from) : FindGpt4(text, from);
        return true;
    }

    private static int FindGpt2(ReadOnlySpan<char> text, int start)
    {
        if (text[start] == '\'' && SuffixLength(text[(start + 1)..], ignoreCase: false) is var suffix and > 0)
            return start + 1 + suffix;
        var begin = text[start] == ' ' && start + 1 < text.Length ? start + 1 : start;
        var kind = KindAt(text, begin, out _);
        return kind is Kind.Space or Kind.LineEnd ? EndOfSpace(text, start, stopsAtLines: false) : EndOf(kind, text, begin, int.MaxValue);
    }

    private int FindGpt4(ReadOnlySpan<char> text, int start)
    {
        if (text[start] == '\'' && SuffixLength(text[(start + 1)..], ignoreCase: true) is var suffix and > 0)
            return start + 1 + suffix;
        var kind = KindAt(text, start, out var units);
        if (kind == Kind.Letter)
            return EndOf(kind, text, start, int.MaxValue);
        if (kind == Kind.Number)
            return EndOf(kind, text, start, mostDigits);
        var next = start + units < text.Length ? KindAt(text, start + units, out _) : Kind.Space;
        if (kind != Kind.LineEnd && next == Kind.Letter)
            return EndOf(next, text, start + units, int.MaxValue);
        if (kind == Kind.Other || (text[start] == ' ' && next == Kind.Other))
            return EndOfLineEnds(text, EndOf(Kind.Other, text, start + (kind == Kind.Other ? 0 : 1), int.MaxValue));
        return EndOfSpace(text, start, stopsAtLines: true);
    }

    /// <summary>Length of what follows an apostrophe: s, t, re, ve, m, ll, d.</summary>
    private static int SuffixLength(ReadOnlySpan<char> text, bool ignoreCase)
    {
        if (text.IsEmpty)
            return 0;
        var first = Lower(text[0], ignoreCase);
        if (first is 's' or 't' or 'm' or 'd')
            return 1;
        return text.Length > 1 && (first, Lower(text[1], ignoreCase)) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? 2 : 0;
    }

    private static char Lower(char unit, bool ignoreCase)
    {
        const char longS = '\u017F';
        return !ignoreCase ? unit : unit == longS ? 's' : char.IsAsciiLetterUpper(unit) ? (char)(unit | 0x20) : unit;
    }

    /// <summary>Where a run of one kind ends.</summary>
    private static int EndOf(Kind kind, ReadOnlySpan<char> text, int position, int most)
    {
        for (; most > 0 && position < text.Length; most--)
        {
            if (KindAt(text, position, out var units) != kind)
                break;
            position += units;
        }

        return position;
    }

    private static int EndOfLineEnds(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && text[position] is '\r' or '\n')
            position++;
        return position;
    }

    /// <summary>
    /// Where white space ends: behind its last line end if it <paramref name="stopsAtLines"/>; else before its last character, which
    /// belongs to the next word, unless it is the only one or the last of the text.
    /// </summary>
    private static int EndOfSpace(ReadOnlySpan<char> text, int start, bool stopsAtLines)
    {
        var (end, behindLine) = (start, -1);
        while (end < text.Length && KindAt(text, end, out _) is var kind and (Kind.Space or Kind.LineEnd))
        {
            end++;
            behindLine = kind == Kind.LineEnd ? end : behindLine;
        }

        if (stopsAtLines && behindLine > 0)
            return behindLine;
        return end == text.Length || end == start + 1 ? end : end - 1;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, int position, out int units)
    {
        var unit = text[position];
        units = 1;
        return unit < Ascii.Length ? Ascii[unit] : Classify(Scalars.At(text, position, out units));
    }

    private static Kind Classify(int scalar) => scalar is '\r' or '\n' ? Kind.LineEnd
        : Scalars.IsWhiteSpace(scalar) ? Kind.Space
        : CharUnicodeInfo.GetUnicodeCategory(scalar) switch
        {
            <= UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Kind.Other,
        };
}
