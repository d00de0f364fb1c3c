using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.PostProcessors;

/// <summary>How encoded texts and special tokens are put together. Immutable.</summary>
/// <param name="Single">Pieces around one text.</param>
/// <param name="Pair">Pieces around a pair of texts.</param>
/// <param name="Trimmings">What is done to the ranges of tokens first.</param>
internal sealed record PostProcessor(TemplatePiece[] Single, TemplatePiece[] Pair, SpaceTrimming[] Trimmings)
{
    /// <summary>Adds nothing.</summary>
    public static PostProcessor None { get; } = new(
        [TemplatePiece.OfText(0, 0)],
        [TemplatePiece.OfText(0, 0), TemplatePiece.OfText(1, 1)],
        []);

    /// <summary>Whether it asks for the spaces of tokens.</summary>
    public bool NeedsSpaces => Trimmings.Length > 0;

    public int SpecialTokens(bool pair) => (pair ? Pair : Single).Sum(piece => piece.Ids.Length);

    /// <summary>Builds the encoding of a text or, where <paramref name="pair"/> is given, of two.</summary>
    public Encoding Assemble(TokenList first, TokenList? pair, bool addSpecialTokens)
    {
        foreach (var trimming in Trimmings)
        {
            trimming.Apply(first);
            if (pair is not null)
                trimming.Apply(pair);
        }

        var length = first.Count + (pair?.Count ?? 0) + (addSpecialTokens ? SpecialTokens(pair is not null) : 0);
        var ids = new List<int>(length);
        var ranges = new List<TextRange>(length);
        var typeIds = new List<int>(length);
        var special = new List<byte>(length);
        foreach (var piece in pair is null ? Single : Pair)
        {
            var isSpecial = piece.Text == TemplatePiece.Special;
            if (isSpecial && !addSpecialTokens)
                continue;
            if (isSpecial)
            {
                ids.AddRange(piece.Ids);
                ranges.AddRange(Enumerable.Repeat(default(TextRange), piece.Ids.Length));
            }
            else
            {
                ids.AddRange((piece.Text == 0 ? first : pair!).Ids);
                ranges.AddRange((piece.Text == 0 ? first : pair!).Ranges);
            }

            special.AddRange(Enumerable.Repeat((byte)(isSpecial ? 1 : 0), ids.Count - special.Count));
            typeIds.AddRange(Enumerable.Repeat(piece.TypeId, ids.Count - typeIds.Count));
        }

        return new Encoding([.. ids], [.. ranges], [.. typeIds], [.. special], [.. Enumerable.Repeat((byte)1, ids.Count)]);
    }
}
