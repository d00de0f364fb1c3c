namespace Patina.Tokenizers;

/// <summary>A stretch of the original text.</summary>
/// <param name="Start">Index of the first UTF-16 code unit.</param>
/// <param name="Length">Number of UTF-16 code units; 0 for a token that stands for no text.</param>
public readonly record struct TextRange(int Start, int Length)
{
    public int End => Start + Length;
}
