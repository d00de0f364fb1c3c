namespace Patina.Scry.Lexical;

/// <summary>
/// What stands for a term in the index: 64 bits of a hash of its stem. That two of a million terms share one has a chance of
/// 1 in 37 million.
/// </summary>
internal static class TermHash
{
    private const int StackLength = 64;
    private const int KnownWords = 1 << 13;

    /// <summary>The stems of the words seen lately, by the hashes of the words themselves: stemming takes most of the time of reading a text.</summary>
    [ThreadStatic]
    private static (ulong Word, ulong Stem)[]? t_known;

    /// <param name="term">In lower case.</param>
    public static ulong Of(ReadOnlySpan<char> term)
    {
        var word = HashOf(term);
        if (term.Length > StackLength)
            return word;
        ref var known = ref (t_known ??= new (ulong, ulong)[KnownWords])[word % KnownWords];
        if (known.Word != word)
            known = (word, StemOf(term));
        return known.Stem;
    }

    private static ulong StemOf(ReadOnlySpan<char> term)
    {
        Span<char> stem = stackalloc char[StackLength];
        term.CopyTo(stem);
        return HashOf(stem[..Stemmer.Stem(stem[..term.Length])]);
    }

    /// <remarks>FNV-1a over UTF-16 units, finished as in MurmurHash3, because FNV alone mixes the upper bits poorly.</remarks>
    private static ulong HashOf(ReadOnlySpan<char> text)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var unit in text)
            hash = (hash ^ unit) * 0x100000001b3;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
