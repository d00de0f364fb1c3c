namespace Patina.Scry.Ranking;

/// <summary>A file, commit or note with its candidates, best first.</summary>
/// <param name="Chunks">The first one's score and <paramref name="Additions"/> make the place's.</param>
/// <param name="Additions">What the rest of the place adds.</param>
internal sealed record RankedPlace(int Place, IReadOnlyList<RankedChunk> Chunks, IReadOnlyList<NamedNumber> Additions)
{
    public double Score { get; } = Chunks[0].Score + Additions.Sum(addition => addition.Value);
}

/// <param name="Row">Among the candidates.</param>
/// <param name="Chunk">In the index.</param>
/// <param name="Sum">Of what the signals add.</param>
/// <param name="Factors">Of kind and place.</param>
internal readonly record struct RankedChunk(int Row, int Chunk, double Sum, Factors Factors)
{
    public double Score => Sum * Factors.Product;
}
