namespace Patina.Models;

/// <summary>Which tokens a token attends to, padding aside. A token always sees itself.</summary>
/// <param name="Before">How many tokens back it sees; null for all.</param>
/// <param name="After">How many tokens ahead it sees; null for all, 0 for a causal model.</param>
public readonly record struct AttentionPattern(int? Before, int? After)
{
    /// <summary>Added to a score that must not count: finite, so that a row of nothing else stays a number, as do two of them.</summary>
    public const float Unseen = -1e30f;

    public static AttentionPattern Full { get; } = new(null, null);

    public static AttentionPattern Causal { get; } = new(null, 0);

    /// <summary>Whether the token at one position sees that at another.</summary>
    public bool Sees(int from, int to) => (Before is null || from - to <= Before) && (After is null || to - from <= After);
}
