namespace Patina.Scry.Lexical;

/// <summary>A term of a question.</summary>
/// <param name="Chunks">How many chunks have it.</param>
/// <param name="Weight">Its idf: what the highest impact adds to a score.</param>
internal readonly record struct QueryTerm(string Text, ulong Hash, int Chunks, double Weight)
{
    /// <summary>What one step of 255 adds.</summary>
    public float PerImpact { get; } = (float)(Weight / byte.MaxValue);
}
