using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Models;

/// <summary>Looks every word up; one that is not there is the unknown token.</summary>
internal sealed class WordLevelModel(Vocabulary vocabulary, string unknown) : Model(vocabulary)
{
    public override int? UnknownId { get; } = vocabulary.IdOf(unknown);

    public override void Tokenize(ReadOnlySpan<char> word, int position, TokenList tokens, ModelScratch? scratch)
    {
        if (!Vocabulary.TryGetId(word, out var id))
            id = UnknownId ?? throw Unknown(word, unknown);
        tokens.Add(id, position, position + word.Length);
    }
}
