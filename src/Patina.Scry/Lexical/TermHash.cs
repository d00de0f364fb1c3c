namespace Patina.Scry.Lexical;

/// <summary>
/// What stands for a term in the index: 64 bits of a hash of its stem. That two of a million terms share one has a chance of
/// 1 in 37 million.
/// </summary>
internal static class TermHash
{
    private const int StackLength = 64;

    /// <param name="term">In lower case.</param>
    public static ulong Of(ReadOnlySpan<char> term)
    {
        if (term.Length > StackLength)
            return HashOf(term);
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
