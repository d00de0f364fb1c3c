using System.Text;

namespace Patina.Memory.Lexical;

/// <summary>Splits one word where its writer would: at <c>_</c>, at a change of case, between letters and digits.</summary>
internal static class Identifier
{
    /// <summary>Length from which a word of hexadecimal digits is taken for a hash, whose pieces mean nothing.</summary>
    private const int ShortestHash = 7;

    /// <summary>Adds the whole word in lower case without <c>_</c>, then its parts where there are several.</summary>
    public static bool Add<TSink>(ReadOnlySpan<char> word, ref TSink sink)
        where TSink : struct, ITermSink
    {
        if (!Ascii.IsValid(word))
            word = word.ToString().Normalize(NormalizationForm.FormC);

        Span<char> lower = stackalloc char[word.Length];
        var length = 0;
        foreach (var character in word)
        {
            if (character != '_')
                lower[length++] = char.ToLowerInvariant(character);
        }

        if (length == 0)
            return true;
        lower = lower[..length];
        return sink.Add(lower) && (IsHash(lower) || AddParts(word, lower, ref sink));
    }

    private static bool IsHash(ReadOnlySpan<char> lower) =>
        lower.Length >= ShortestHash
        && !lower.ContainsAnyExcept("0123456789abcdef")
        && lower.ContainsAnyInRange('0', '9');

    /// <param name="lower">The same letters without <c>_</c>: both are walked together.</param>
    private static bool AddParts<TSink>(ReadOnlySpan<char> word, ReadOnlySpan<char> lower, ref TSink sink)
        where TSink : struct, ITermSink
    {
        var partStart = 0;
        var at = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == '_')
                continue;
            if (at > partStart && StartsPart(word, i))
            {
                if (!sink.Add(lower[partStart..at]))
                    return false;
                partStart = at;
            }

            at++;
        }

        return partStart == 0 || sink.Add(lower[partStart..at]);
    }

    private static bool StartsPart(ReadOnlySpan<char> word, int i)
    {
        var (before, here) = (word[i - 1], word[i]);
        if (before == '_' || char.IsDigit(before) != char.IsDigit(here))
            return true;
        if (!char.IsUpper(here))
            return false;
        if (!char.IsUpper(before))
            return true;

        // Within capitals a new part starts before "Xx", as in HTTPServer, but not before a plural: URLs.
        var next = i + 1 < word.Length ? word[i + 1] : '_';
        return char.IsLower(next) && !(next == 's' && EndsPart(word, i + 2));
    }

    private static bool EndsPart(ReadOnlySpan<char> word, int i) => i >= word.Length || !char.IsLower(word[i]);
}
