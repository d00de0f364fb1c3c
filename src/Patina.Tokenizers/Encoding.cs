using System.Collections.Immutable;

namespace Patina.Tokenizers;

/// <summary>An encoded text or pair of texts: one entry per token in every list. Immutable.</summary>
/// <param name="Ids">Token ids.</param>
/// <param name="Offsets">
/// The stretch of the original text that each token stands for; of its own text, for a token of the second of a pair. Tokens that
/// stand for no text have an empty range at 0.
/// </param>
/// <param name="TypeIds">Which segment a token belongs to, as BERT's <c>token_type_ids</c>.</param>
/// <param name="SpecialTokensMask">1 for tokens that post-processing or padding added, 0 for tokens of the text.</param>
/// <param name="AttentionMask">0 for padding, 1 for all else.</param>
public sealed record Encoding(
    ImmutableArray<int> Ids,
    ImmutableArray<TextRange> Offsets,
    ImmutableArray<int> TypeIds,
    ImmutableArray<byte> SpecialTokensMask,
    ImmutableArray<byte> AttentionMask)
{
    /// <summary>Number of tokens.</summary>
    public int Length => Ids.Length;

    /// <summary>The encoding brought to at least <paramref name="length"/> tokens.</summary>
    public Encoding PadTo(int length, PaddingOptions options)
    {
        var missing = length - Length;
        return missing <= 0 ? this : new Encoding(
            Pad(Ids, options.PadId, missing, options.Side),
            Pad(Offsets, default, missing, options.Side),
            Pad(TypeIds, options.PadTypeId, missing, options.Side),
            Pad(SpecialTokensMask, (byte)1, missing, options.Side),
            Pad(AttentionMask, (byte)0, missing, options.Side));
    }

    private static ImmutableArray<T> Pad<T>(ImmutableArray<T> values, T padding, int count, TokenSide side)
    {
        var padded = new T[values.Length + count];
        var atStart = side == TokenSide.Left;
        padded.AsSpan(atStart ? 0 : values.Length, count).Fill(padding);
        values.CopyTo(padded, atStart ? count : 0);
        return ImmutableArray.Create(padded);
    }
}
