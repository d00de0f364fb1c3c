using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Models;

/// <summary>Turns a word into tokens of the vocabulary. Immutable.</summary>
internal abstract class Model(Vocabulary vocabulary)
{
    public Vocabulary Vocabulary { get; } = vocabulary;

    /// <summary>Id of the token for the unknown, if the model names one that the vocabulary has.</summary>
    public abstract int? UnknownId { get; }

    /// <summary>Memory for one encoding at a time; null if the model needs none.</summary>
    public virtual ModelScratch? CreateScratch() => null;

    /// <summary>Adds the tokens of a word.</summary>
    /// <param name="word">Well-formed UTF-16, not empty.</param>
    /// <param name="position">Index of the word in the text buffer, from which token ranges count.</param>
    /// <param name="scratch">What <see cref="CreateScratch"/> gave.</param>
    public abstract void Tokenize(ReadOnlySpan<char> word, int position, TokenList tokens, ModelScratch? scratch);
}
