using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.PostProcessors;

/// <summary>Cuts texts so that they fit together with their special tokens.</summary>
internal static class Truncation
{
    /// <param name="specialTokens">Tokens that are added afterwards.</param>
    /// <param name="pair">Tokens of the second text; null for a single text.</param>
    /// <exception cref="TokenizerException">The text to cut is too short for that.</exception>
    public static void Apply(TruncationOptions options, int specialTokens, TokenList first, TokenList? pair)
    {
        var maxLength = options.MaxLength - specialTokens;
        if (maxLength < 0)
            throw CannotFit(options, $"{specialTokens} special tokens alone are more");

        var (one, two) = (first.Count, pair?.Count ?? 0);
        var excess = one + two - maxLength;
        if (excess <= 0)
            return;
        (one, two) = maxLength == 0 ? (0, 0) : options.Strategy switch
        {
            TruncationStrategy.LongestFirst => pair is null ? (maxLength, 0) : CutLongest(one, two, maxLength),
            TruncationStrategy.OnlyFirst => (CutOne(options, one, excess), two),
            _ => (one, CutOne(options, pair is null ? throw CannotFit(options, "there is no second text to cut") : two, excess)),
        };

        first.Keep(one, options.Side);
        pair?.Keep(two, options.Side);
    }

    /// <summary>Shortens the longer text to the room left, or both to half of it.</summary>
    private static (int One, int Two) CutLongest(int one, int two, int maxLength)
    {
        var (shorter, longer) = (Math.Min(one, two), maxLength - Math.Min(one, two));
        if (longer < shorter)
            (shorter, longer) = (maxLength / 2, maxLength / 2 + maxLength % 2);
        return one > two ? (longer, shorter) : (shorter, longer);
    }

    private static int CutOne(TruncationOptions options, int length, int excess) =>
        length > excess ? length - excess : throw CannotFit(options, $"the text to cut has {length} tokens, {excess} are too many");

    private static TokenizerException CannotFit(TruncationOptions options, string why) => new(
        TokenizerError.BadValue, $"Cannot truncate ({options.Strategy}) to {options.MaxLength} tokens: {why}. Choose a greater length.");
}
