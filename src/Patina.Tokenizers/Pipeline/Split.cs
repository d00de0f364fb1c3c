namespace Patina.Tokenizers.Pipeline;

/// <summary>A range of a text buffer that the model will see as one word, or that is an added token already.</summary>
/// <param name="Start">Index of the first unit.</param>
/// <param name="End">Index after the last unit.</param>
/// <param name="TokenId">The added token, or <see cref="Word"/>.</param>
internal readonly record struct Split(int Start, int End, int TokenId)
{
    public const int Word = -1;

    public bool IsWord => TokenId == Word;
}
