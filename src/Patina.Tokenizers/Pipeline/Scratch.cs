using Patina.Tokenizers.Models;

namespace Patina.Tokenizers.Pipeline;

/// <summary>Memory that one encoding needs and the next one uses again. Not thread-safe.</summary>
internal sealed class Scratch(ModelScratch? model)
{
    /// <summary>More than this is given back after use, so that one huge text does not cost memory for ever.</summary>
    private const long MaxKeptBytes = 16 << 20;

    public TextBuffer Text { get; } = new();

    public SplitList Splits { get; } = new();

    public TokenList Tokens { get; } = new();

    /// <summary>Tokens of the second text of a pair.</summary>
    public TokenList PairTokens { get; } = new();

    /// <summary>What the model keeps between words; null if nothing.</summary>
    public ModelScratch? Model { get; } = model;

    /// <summary>Tokens of words as they are written, where <see cref="WordByWord"/> suits.</summary>
    public WordCache Words => field ??= new WordCache();

    public bool IsSmall =>
        Text.Capacity + Splits.Capacity + Tokens.Capacity + PairTokens.Capacity + (Model?.Capacity ?? 0) <= MaxKeptBytes;
}
