using Patina.Scry.Spans;

namespace Patina.Scry;

/// <summary>The answer to a question.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Kind">How the question was understood.</param>
/// <param name="Terms">The words that were looked for.</param>
public sealed record ScryResult(IReadOnlyList<ScryHit> Hits, QueryKind Kind, IReadOnlyList<string> Terms)
{
    /// <summary>Whether nothing can be found, whatever is asked: the project holds nothing to read.</summary>
    public bool IsMemoryEmpty { get; init; }

    /// <summary>What to read, within the budget that the question set; by rank of place, then by line. Empty where it set none.</summary>
    public IReadOnlyList<ScrySpan> Spans { get; init; } = [];

    /// <summary>What the user must know about the list that answered; null for nothing.</summary>
    public string? Notice { get; init; }
}
