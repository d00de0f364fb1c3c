using Patina.Tokenizers;

namespace Patina.Embeddings.Static;

/// <summary>Model2Vec cuts texts before it tokenizes them, at the most characters that its token limit is expected to cover.</summary>
/// <param name="characters">Unicode characters (not UTF-16 units) that are kept.</param>
internal readonly struct TextCut(long characters)
{
    /// <summary>Token limit times the median length of the vocabulary's strings for Model2Vec, no cut for Patina's own form.</summary>
    public static TextCut For(Tokenizer tokenizer, StaticModelSettings settings) =>
        new(settings.Pooling == StaticPooling.Mean ? settings.MaxLength * (long)MedianTokenLength(tokenizer) : long.MaxValue);

    public ReadOnlySpan<char> Apply(ReadOnlySpan<char> text)
    {
        if (text.Length <= characters)
            return text;

        var kept = 0L;
        for (var i = 0; i < text.Length; i++)
        {
            var isSecondHalf = i > 0 && char.IsSurrogatePair(text[i - 1], text[i]);
            if (!isSecondHalf && kept++ == characters)
                return text[..i];
        }

        return text;
    }

    /// <summary>As numpy has it: the mean of the two in the middle where their number is even, cut to a whole number.</summary>
    private static int MedianTokenLength(Tokenizer tokenizer)
    {
        var lengths = new List<int>(tokenizer.VocabularySize);
        for (var id = 0; id < tokenizer.VocabularySize; id++)
        {
            if (tokenizer.IdToToken(id) is { } token)
                lengths.Add(token.EnumerateRunes().Count());
        }

        lengths.Sort();
        return lengths.Count == 0 ? 0 : (lengths[(lengths.Count - 1) / 2] + lengths[lengths.Count / 2]) / 2;
    }
}
