using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Models;

/// <summary>
/// Cuts a word by greedy longest match; pieces after the first carry a prefix in the vocabulary. A word with a part that
/// no piece matches, or with too many characters, is one unknown token.
/// </summary>
internal sealed class WordPieceModel : Model
{
    private readonly string _prefix;
    private readonly ulong _prefixHash;
    private readonly int _maxCharacters;
    private readonly string _unknown;

    /// <param name="prefix">What marks pieces after the first, such as <c>##</c>.</param>
    /// <param name="maxCharacters">Unicode scalars of the longest word that is cut.</param>
    public WordPieceModel(Vocabulary vocabulary, string unknown, string prefix, int maxCharacters) : base(vocabulary)
    {
        _prefix = prefix;
        _prefixHash = TextHash.Of(prefix);
        _maxCharacters = maxCharacters;
        _unknown = unknown;
        UnknownId = vocabulary.IdOf(unknown);
    }

    public override int? UnknownId { get; }

    public override ModelScratch CreateScratch() => new WordPieceScratch(Vocabulary.LongestToken);

    public override void Tokenize(ReadOnlySpan<char> word, int position, TokenList tokens, ModelScratch? scratch)
    {
        var before = tokens.Count;
        if (!IsTooLong(word) && TryCut(word, position, tokens, ((WordPieceScratch)scratch!).Hashes))
            return;

        tokens.CutTo(before);
        var unknown = UnknownId ?? throw Unknown(word, _unknown);
        tokens.Add(unknown, position, position + word.Length);
    }

    private bool TryCut(ReadOnlySpan<char> word, int position, TokenList tokens, Span<ulong> hashes)
    {
        for (var start = 0; start < word.Length;)
        {
            var length = start == 0
                ? Longest(word, TextHash.Empty, "", hashes, out var id)
                : Longest(word[start..], _prefixHash, _prefix, hashes, out id);
            if (length == 0)
                return false;
            tokens.Add(id, position + start, position + start + length);
            start += length;
        }

        return true;
    }

    /// <summary>Finds the longest piece that a text begins with.</summary>
    /// <param name="hash">Hash of <paramref name="prefix"/>.</param>
    /// <returns>Its length without the prefix; 0 if there is none.</returns>
    private int Longest(ReadOnlySpan<char> text, ulong hash, ReadOnlySpan<char> prefix, Span<ulong> hashes, out int id)
    {
        var limit = Math.Min(text.Length, hashes.Length);
        for (var i = 0; i < limit; i++)
            hashes[i] = hash = TextHash.Add(hash, text[i]);
        for (var length = limit; length > 0; length--)
            if (Vocabulary.TryGetId(hashes[length - 1], prefix, text[..length], out id))
                return length;
        id = -1;
        return 0;
    }

    private bool IsTooLong(ReadOnlySpan<char> word)
    {
        if (word.Length <= _maxCharacters)
            return false;
        var characters = word.Length;
        foreach (var unit in word)
            if (char.IsLowSurrogate(unit))
                characters--;
        return characters > _maxCharacters;
    }
}
