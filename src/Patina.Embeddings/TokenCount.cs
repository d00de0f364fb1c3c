namespace Patina.Embeddings;

/// <summary>What an engine has computed since it was opened.</summary>
/// <param name="Read">Tokens of texts, prompts and special tokens included.</param>
/// <param name="Computed">Those and the padding that fills up batches.</param>
public readonly record struct TokenCount(long Read, long Computed)
{
    /// <summary>Of what was computed, what was padding; null where nothing was computed.</summary>
    public double? PaddingShare => Computed == 0 ? null : 1 - ((double)Read / Computed);

    /// <summary>What was computed after an earlier count.</summary>
    public TokenCount Since(TokenCount earlier) => new(Read - earlier.Read, Computed - earlier.Computed);
}
