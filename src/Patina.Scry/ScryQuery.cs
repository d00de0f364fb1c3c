using Patina.Memory.Chunks;
using Patina.Memory.Paths;

namespace Patina.Scry;

/// <summary>A question and what may answer it.</summary>
/// <param name="Text">Any text: words, a symbol, a sentence, a pasted error message.</param>
public sealed record ScryQuery(string Text)
{
    /// <summary>Places to return, 1 to 1,000.</summary>
    public int Top { get; init; } = 10;

    public const int MinBudget = 50;

    public const int MaxBudget = 1_000_000;

    /// <summary>Tokens that the spans of the answer may have together, <see cref="MinBudget"/> to <see cref="MaxBudget"/>; null for places only.</summary>
    public int? Budget { get; init; }

    /// <summary>Only this kind; null for all, or for those of <see cref="Kinds"/>.</summary>
    public ChunkKind? Kind { get; init; }

    /// <summary>Only these kinds; empty for all.</summary>
    public IReadOnlyList<ChunkKind> Kinds { get; init; } = [];

    /// <summary>Only files that match (<c>src/**/*.rs</c>); null for all.</summary>
    public PathGlob? Path { get; init; }

    /// <summary>Only by this projection: <c>semantic</c>, <c>commits</c>, <c>temporal</c> or <c>dependency</c>; null for all lists fused.</summary>
    public string? Dimension { get; init; }

    /// <summary>Paths and full commit hashes that must not answer, so that a benchmark cannot find its own questions; null for none.</summary>
    public IReadOnlySet<string>? Excluded { get; init; }
}
