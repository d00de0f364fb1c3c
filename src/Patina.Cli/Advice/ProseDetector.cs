namespace Patina.Cli.Advice;

/// <summary>Tells the language of a text by its letters, and for Latin letters by its small words.</summary>
internal static class ProseDetector
{
    private const int MaxLength = 4000;
    private const int LeastWords = 4;
    private const int LeastLetters = 12;

    private static readonly Dictionary<ProseLanguage, HashSet<string>> SmallWords = new()
    {
        [ProseLanguage.English] = ["the", "and", "of", "is", "to", "in", "that", "for", "with", "this", "are", "not", "it", "from", "when", "which"],
        [ProseLanguage.German] = ["der", "die", "das", "und", "ist", "nicht", "ein", "eine", "mit", "für", "auf", "wird", "den", "dem", "sich", "wenn"],
        [ProseLanguage.French] = ["le", "la", "les", "des", "est", "une", "et", "dans", "pour", "que", "qui", "sur", "pas", "avec", "sont", "du"],
        [ProseLanguage.Spanish] = ["el", "los", "las", "una", "es", "que", "por", "con", "para", "del", "se", "como", "está", "esta", "y", "si"],
        [ProseLanguage.Portuguese] = ["os", "uma", "é", "não", "que", "com", "para", "em", "do", "da", "por", "se", "são", "ao", "mais", "dos"],
    };

    /// <summary>Null where there is too little to tell by.</summary>
    public static ProseLanguage? Detect(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, MaxLength));
        return ByScript(start) ?? BySmallWords(start);
    }

    private static ProseLanguage? ByScript(ReadOnlySpan<char> text)
    {
        int han = 0, kana = 0, hangul = 0, cyrillic = 0, other = 0, latin = 0;
        foreach (var letter in text)
        {
            switch (letter)
            {
                case >= '\u3040' and <= '\u30FF':
                    kana++;
                    break;
                case >= '\u4E00' and <= '\u9FFF':
                    han++;
                    break;
                case >= '\uAC00' and <= '\uD7AF':
                    hangul++;
                    break;
                case >= '\u0400' and <= '\u04FF':
                    cyrillic++;
                    break;
                case < '\u0250':
                    latin += char.IsLetter(letter) ? 1 : 0;
                    break;
                default:
                    other += char.IsLetter(letter) ? 1 : 0;
                    break;
            }
        }

        // A word of Chinese is two letters, one of English five; code around a comment is Latin.
        var foreign = han + kana + hangul + cyrillic + other;
        if (foreign < LeastLetters || foreign * 10 < latin)
            return null;
        if (kana > LeastLetters / 2)
            return ProseLanguage.Japanese;
        (ProseLanguage Language, int Letters)[] scripts =
            [(ProseLanguage.Chinese, han), (ProseLanguage.Korean, hangul), (ProseLanguage.Russian, cyrillic), (ProseLanguage.Other, other)];
        return scripts.MaxBy(script => script.Letters).Language;
    }

    private static ProseLanguage? BySmallWords(ReadOnlySpan<char> text)
    {
        var counts = new Dictionary<ProseLanguage, int>();
        foreach (var word in text.ToString().ToLowerInvariant().Split([' ', '\n', '\r', '\t', ',', '.', '(', ')', '"', ':', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var (language, words) in SmallWords)
            {
                if (words.Contains(word))
                    counts[language] = counts.GetValueOrDefault(language) + 1;
            }
        }

        var ranked = counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key).ToList();
        return ranked is [var first, ..] && first.Value >= LeastWords && (ranked.Count == 1 || first.Value > ranked[1].Value) ? first.Key : null;
    }
}
