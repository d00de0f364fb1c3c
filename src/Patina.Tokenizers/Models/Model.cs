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

    /// <summary>An exception that says that a word has no token.</summary>
    /// <param name="token">What the file calls the token for the unknown; null if it names none.</param>
    protected static TokenizerException Unknown(ReadOnlySpan<char> word, string? token)
    {
        const int longest = 60;
        var shown = word.Length <= longest ? word.ToString() : $"{word[..longest]}…";
        var lacking = token is null ? "the tokenizer names no token for the unknown" : $"the vocabulary has no '{token}'";
        return new TokenizerException(
            TokenizerError.UnknownToken, $"'{shown}' is unknown and {lacking}. Use the tokenizer.json that belongs to the model.");
    }
}
