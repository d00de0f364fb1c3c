using Patina.Tokenizers;

namespace Patina.Embeddings;

/// <summary>The token ids of some texts, padded to one length.</summary>
/// <param name="Rows">Texts.</param>
/// <param name="Length">Tokens of each row, padding included.</param>
/// <param name="Ids">Row-major [rows × length].</param>
/// <param name="Mask">Row-major [rows × length]: 1 for a real token, 0 for padding.</param>
public sealed record TokenBatch(int Rows, int Length, ReadOnlyMemory<int> Ids, ReadOnlyMemory<int> Mask)
{
    /// <summary>Row-major [rows × length], for models that tell segments apart; empty where all are of segment 0.</summary>
    public ReadOnlyMemory<int> TypeIds { get; init; }

    /// <summary>Pads texts to the longest of them.</summary>
    /// <param name="texts">The ids of each text.</param>
    public static TokenBatch Pad(ReadOnlySpan<int[]> texts, int padId, TokenSide padSide)
    {
        var length = 0;
        foreach (var text in texts)
            length = Math.Max(length, text.Length);

        var ids = new int[texts.Length * length];
        var mask = new int[ids.Length];
        ids.AsSpan().Fill(padId);
        for (var row = 0; row < texts.Length; row++)
        {
            var text = texts[row];
            var start = (row * length) + (padSide == TokenSide.Left ? length - text.Length : 0);
            text.CopyTo(ids, start);
            mask.AsSpan(start, text.Length).Fill(1);
        }

        return new TokenBatch(texts.Length, length, ids, mask);
    }
}
