namespace Patina.Tokenizers;

/// <summary>A side of a token sequence.</summary>
public enum TokenSide
{
    /// <summary>The end.</summary>
    Right,

    /// <summary>The beginning.</summary>
    Left,
}
