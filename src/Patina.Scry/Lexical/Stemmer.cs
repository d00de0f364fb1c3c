namespace Patina.Scry.Lexical;

/// <summary>
/// Cuts English words to a stem that their forms share (<c>parsing</c>, <c>parsed</c>, <c>parses</c>: <c>pars</c>), by
/// M. F. Porter's algorithm of 1980. Words with anything but the letters a to z stay as they are.
/// </summary>
internal static class Stemmer
{
    private const int ShortestWord = 3;

    /// <summary>Longer runs of letters are no English words.</summary>
    private const int LongestWord = 24;

    private static readonly (string Suffix, string By)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ];

    private static readonly (string Suffix, string By)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive", "ize", "al", "er", "ic", "ou",
    ];

    /// <summary>Stems in place.</summary>
    /// <param name="word">In lower case.</param>
    /// <returns>The length of the stem.</returns>
    public static int Stem(Span<char> word)
    {
        if (word.Length is < ShortestWord or > LongestWord || word.ContainsAnyExceptInRange('a', 'z'))
            return word.Length;
        var length = Plural(word, word.Length);
        length = PastAndGerund(word, length);
        if (length > 1 && word[length - 1] == 'y' && HasVowel(word[..(length - 1)]))
            word[length - 1] = 'i';
        length = Replace(word, length, Step2);
        length = Replace(word, length, Step3);
        length = DropLongSuffix(word, length);
        return Tidy(word, length);
    }

    private static int Plural(ReadOnlySpan<char> word, int length)
    {
        var text = word[..length];
        if (text[^1] != 's')
            return length;
        if (text.EndsWith("sses") || text.EndsWith("ies"))
            return length - 2;
        return text.EndsWith("ss") ? length : length - 1;
    }

    private static int PastAndGerund(Span<char> word, int length)
    {
        ReadOnlySpan<char> text = word[..length];
        if (text.EndsWith("eed"))
            return Measure(text[..^3]) > 0 ? length - 1 : length;
        var suffix = text.EndsWith("ed") ? 2 : text.EndsWith("ing") ? 3 : 0;
        if (suffix == 0 || !HasVowel(text[..^suffix]))
            return length;

        length -= suffix;
        text = text[..length];
        if (text.EndsWith("at") || text.EndsWith("bl") || text.EndsWith("iz") || (Measure(text) == 1 && EndsShort(text)))
        {
            word[length] = 'e';
            return length + 1;
        }

        return EndsDouble(text) && text[^1] is not ('l' or 's' or 'z') ? length - 1 : length;
    }

    private static int Replace(Span<char> word, int length, (string Suffix, string By)[] rules)
    {
        ReadOnlySpan<char> text = word[..length];
        foreach (var (suffix, by) in rules)
        {
            if (!text.EndsWith(suffix))
                continue;
            var stem = length - suffix.Length;
            if (Measure(text[..stem]) == 0)
                return length;
            by.CopyTo(word[stem..]);
            return stem + by.Length;
        }

        return length;
    }

    private static int DropLongSuffix(ReadOnlySpan<char> word, int length)
    {
        var text = word[..length];
        foreach (var suffix in Step4)
        {
            if (!text.EndsWith(suffix))
                continue;
            var stem = text[..^suffix.Length];
            var drops = Measure(stem) > 1 && (suffix != "ion" || (stem.Length > 0 && stem[^1] is 's' or 't'));
            return drops ? stem.Length : length;
        }

        return length;
    }

    private static int Tidy(ReadOnlySpan<char> word, int length)
    {
        if (word[length - 1] == 'e')
        {
            var stem = word[..(length - 1)];
            var measure = Measure(stem);
            if (measure > 1 || (measure == 1 && !EndsShort(stem)))
                length--;
        }

        var text = word[..length];
        return text[^1] == 'l' && EndsDouble(text) && Measure(text[..^1]) > 1 ? length - 1 : length;
    }

    /// <summary>How often a vowel is followed by a consonant.</summary>
    private static int Measure(ReadOnlySpan<char> stem)
    {
        var count = 0;
        for (var i = 1; i < stem.Length; i++)
            if (!IsVowel(stem, i) && IsVowel(stem, i - 1))
                count++;
        return count;
    }

    private static bool HasVowel(ReadOnlySpan<char> stem)
    {
        for (var i = 0; i < stem.Length; i++)
            if (IsVowel(stem, i))
                return true;
        return false;
    }

    private static bool EndsDouble(ReadOnlySpan<char> stem) => stem.Length > 1 && stem[^1] == stem[^2] && !IsVowel(stem, stem.Length - 1);

    /// <summary>Consonant, vowel, consonant, the last none of w, x, y: <c>hop</c>, <c>fil</c>.</summary>
    private static bool EndsShort(ReadOnlySpan<char> stem) =>
        stem.Length > 2 && !IsVowel(stem, stem.Length - 1) && IsVowel(stem, stem.Length - 2) && !IsVowel(stem, stem.Length - 3)
        && stem[^1] is not ('w' or 'x' or 'y');

    private static bool IsVowel(ReadOnlySpan<char> word, int i) =>
        word[i] is 'a' or 'e' or 'i' or 'o' or 'u' || (word[i] == 'y' && i > 0 && !IsVowel(word, i - 1));
}
