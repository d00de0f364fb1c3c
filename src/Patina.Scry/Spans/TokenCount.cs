namespace Patina.Scry.Spans;

/// <summary>
/// About how many tokens a language model's byte-pair tokenizer makes of a text, without knowing the model: one for six letters
/// of a word, for three digits, for two signs, for an indentation, and one for each other character.
/// </summary>
public static class TokenCount
{
    private const int LettersPerToken = 6;
    private const int DigitsPerToken = 3;
    private const int SignsPerToken = 2;

    public static int Of(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            var kind = KindOf(text[i]);
            var end = i + 1;
            while (end < text.Length && KindOf(text[end]) == kind)
                end++;
            count += kind switch
            {
                Kind.Letter => PiecesOf(text[i..end]),
                Kind.Digit => Ceiling(end - i, DigitsPerToken),
                Kind.Space => end - i == 1 && text[i] == ' ' ? 0 : 1, // a single space belongs to the word that follows
                Kind.Sign => Ceiling(end - i, SignsPerToken),
                _ => end - i,
            };
            i = end;
        }

        return count;
    }

    /// <summary>Words within a name (<c>parseHeader</c>) are tokens of their own.</summary>
    private static int PiecesOf(ReadOnlySpan<char> word)
    {
        var (count, start) = (0, 0);
        for (var i = 1; i <= word.Length; i++)
        {
            if (i < word.Length && !(char.IsUpper(word[i]) && char.IsLower(word[i - 1])))
                continue;
            count += Ceiling(i - start, LettersPerToken);
            start = i;
        }

        return count;
    }

    private static int Ceiling(int length, int per) => (length + per - 1) / per;

    private static Kind KindOf(char unit) =>
        char.IsAsciiLetter(unit) ? Kind.Letter
        : char.IsAsciiDigit(unit) ? Kind.Digit
        : char.IsWhiteSpace(unit) ? Kind.Space
        : char.IsAscii(unit) ? Kind.Sign
        : Kind.Other;

    private enum Kind
    {
        Letter,
        Digit,
        Space,
        Sign,
        Other,
    }
}
