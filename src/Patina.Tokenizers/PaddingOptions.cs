namespace Patina.Tokenizers;

/// <summary>How a batch is brought to one length.</summary>
public sealed record PaddingOptions
{
    /// <summary>Id of the padding token. The default value is 0.</summary>
    public int PadId { get; init; }

    /// <summary>Type id given to padding. The default value is 0.</summary>
    public int PadTypeId { get; init; }

    /// <summary>The padding token. The default value is <c>[PAD]</c>.</summary>
    public string PadToken { get; init; } = "[PAD]";

    /// <summary>The side that padding is put on. The default value is <see cref="TokenSide.Right"/>.</summary>
    public TokenSide Side { get; init; } = TokenSide.Right;

    /// <summary>Pad to exactly this many tokens; null pads to the longest text of the batch.</summary>
    public int? FixedLength { get; init; }

    /// <summary>Round the length up to a multiple of this; null does not round.</summary>
    public int? MultipleOf { get; init; }

    /// <summary>The length that a batch is padded to.</summary>
    /// <param name="longest">Tokens of the longest text.</param>
    public int TargetLength(int longest)
    {
        var length = FixedLength ?? longest;
        if (MultipleOf is > 0 and var multiple && length % multiple is > 0 and var rest)
            length += multiple - rest;
        return length;
    }
}
