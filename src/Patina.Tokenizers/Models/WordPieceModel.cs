using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Models;

/// <summary>
/// Cuts a word by greedy longest match; pieces after the first carry a prefix in the vocabulary. A word with a part that
/// no piece matches, or with too many characters, is one unknown token.
/// </summary>
internal sealed class WordPieceModel : Model
{
    private readonly TokenTrie _pieces = new();
    private readonly int _continuation;
    private readonly int _maxCharacters;
    private readonly string _unknown;

    /// <param name="prefix">What marks pieces after the first, such as <c>##</c>.</param>
    /// <param name="maxCharacters">Unicode scalars of the longest word that is cut.</param>
    public WordPieceModel(Vocabulary vocabulary, string unknown, string prefix, int maxCharacters) : base(vocabulary)
    {
        foreach (var (token, id) in vocabulary.Entries)
            _pieces.Add(token, id);
        _continuation = _pieces.Find(prefix);
        _maxCharacters = maxCharacters;
        _unknown = unknown;
        UnknownId = vocabulary.IdOf(unknown);
    }

    public override int? UnknownId { get; }

    public override void Tokenize(ReadOnlySpan<char> word, int position, TokenList tokens, ModelScratch? scratch)
    {
        var before = tokens.Count;
        if (!IsTooLong(word) && TryCut(word, position, tokens))
            return;

        tokens.CutTo(before);
        var unknown = UnknownId ?? throw new TokenizerException(
            TokenizerError.UnknownToken,
            $"The word '{word}' is unknown and the vocabulary has no '{_unknown}'. Use the tokenizer.json that belongs to the model.");
        tokens.Add(unknown, position, position + word.Length);
    }

    private bool TryCut(ReadOnlySpan<char> word, int position, TokenList tokens)
    {
        var node = TokenTrie.Root;
        for (var start = 0; start < word.Length;)
        {
            if (node == TokenTrie.None)
                return false;
            var (length, id) = _pieces.Longest(node, word[start..]);
            if (length == 0)
                return false;
            tokens.Add(id, position + start, position + start + length);
            start += length;
            node = _continuation;
        }

        return true;
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
