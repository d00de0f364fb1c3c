namespace Patina.Tokenizers.Models;

/// <summary>
/// The tokens of short words seen before. Of fixed size: a new word takes the place of another one. Not thread-safe.
/// </summary>
internal sealed class WordCache
{
    public const int LongestWord = 24;
    public const int MostTokens = 8;
    private const int Slots = 1 << 12;

    private readonly ulong[] _hashes = new ulong[Slots];
    private readonly byte[] _lengths = new byte[Slots];
    private readonly char[] _words = new char[Slots * LongestWord];
    private readonly byte[] _counts = new byte[Slots];
    private readonly CachedToken[] _tokens = new CachedToken[Slots * MostTokens];

    /// <summary>Finds the tokens of a word; empty if they are not here.</summary>
    /// <param name="hash"><see cref="TextHash"/> of the word.</param>
    public ReadOnlySpan<CachedToken> Find(ulong hash, ReadOnlySpan<char> word)
    {
        var slot = Slot(hash);
        return _hashes[slot] == hash && word.SequenceEqual(_words.AsSpan(slot * LongestWord, _lengths[slot]))
            ? _tokens.AsSpan(slot * MostTokens, _counts[slot])
            : [];
    }

    /// <summary>Takes the place for a word.</summary>
    /// <param name="word">Of <see cref="LongestWord"/> units at most.</param>
    /// <param name="count">Number of its tokens, <see cref="MostTokens"/> at most.</param>
    /// <returns>What to fill with its tokens.</returns>
    public Span<CachedToken> Add(ulong hash, ReadOnlySpan<char> word, int count)
    {
        var slot = Slot(hash);
        _hashes[slot] = hash;
        _lengths[slot] = (byte)word.Length;
        _counts[slot] = (byte)count;
        word.CopyTo(_words.AsSpan(slot * LongestWord));
        return _tokens.AsSpan(slot * MostTokens, count);
    }

    private static int Slot(ulong hash) => (int)(hash >> 52);

    /// <param name="Start">Index of its first unit in the word.</param>
    /// <param name="End">Index after its last unit.</param>
    public readonly record struct CachedToken(int Id, byte Start, byte End);
}
