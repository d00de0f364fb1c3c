using Patina.Tokenizers.Normalizers;
using Patina.Tokenizers.PreTokenizers;
using Patina.Tokenizers.Reading;

namespace Patina.Tokenizers.Pipeline;

/// <summary>
/// Recognises pipelines whose tokens of a text are those of its <see cref="AsciiWords"/>, one after the other: then the tokens of
/// a word can be kept from before any stage.
/// </summary>
internal static class WordByWord
{
    /// <remarks>
    /// After Unicode's normal form, in which an ASCII character joins only what follows it, separators become spaces, whatever comes then stays
    /// between spaces, and the words between spaces are taken one by one.
    /// </remarks>
    public static bool Suits(TokenizerParts parts)
    {
        if (parts.Normalizer is not NormalizerSequence { Steps: var steps } || parts.Added.Tokens.Count > 0)
            return false;
        var rest = steps.SkipWhile(step => step is UnicodeNormalizer).ToList();
        return rest is [ReplaceNormalizer { BlanksSeparators: true }, ..] && rest.Skip(1).All(step => step.StaysInWords)
            && (parts.PreTokenizer is PreTokenizerSequence { First: var first } ? first : parts.PreTokenizer) is ScalarSplitter { DropsSpaces: true }
            && !parts.PreTokenizer!.NeedsOrigins;
    }
}
