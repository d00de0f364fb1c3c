namespace Patina.Tokenizers;

/// <summary>How long texts are cut. What is cut off is dropped, special tokens are kept.</summary>
public sealed record TruncationOptions
{
    /// <summary>Most tokens of an encoding, special tokens included.</summary>
    public required int MaxLength { get; init; }

    /// <summary>The side that is cut. The default value is <see cref="TokenSide.Right"/>.</summary>
    public TokenSide Side { get; init; } = TokenSide.Right;

    /// <summary>Which text of a pair is cut. The default value is <see cref="TruncationStrategy.LongestFirst"/>.</summary>
    public TruncationStrategy Strategy { get; init; } = TruncationStrategy.LongestFirst;
}
