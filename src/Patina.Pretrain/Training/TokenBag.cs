namespace Patina.Pretrain.Training;

/// <summary>
/// Texts of a batch as weighted tokens, one after another: text i has the tokens from <see cref="Starts"/>[i] to
/// <see cref="Starts"/>[i + 1]. A token that occurs n times weighs √n.
/// </summary>
internal sealed class TokenBag
{
    public List<int> Starts { get; } = [0];

    public List<int> Tokens { get; } = [];

    public List<float> Weights { get; } = [];

    public int Count => Starts.Count - 1;

    public void Clear()
    {
        Starts.Clear();
        Starts.Add(0);
        Tokens.Clear();
        Weights.Clear();
    }

    /// <summary>Adds a text.</summary>
    /// <param name="tokens">Distinct.</param>
    /// <param name="counts">How often each occurs.</param>
    public void Add(ReadOnlySpan<ushort> tokens, ReadOnlySpan<byte> counts)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            Tokens.Add(tokens[i]);
            Weights.Add(MathF.Sqrt(counts[i]));
        }
        Starts.Add(Tokens.Count);
    }
}
