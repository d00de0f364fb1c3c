using Patina.Memory.Chunks;

namespace Patina.Eval.Sets;

/// <summary>Questions of one kind.</summary>
/// <param name="Name">For tables and results: <c>commits</c>.</param>
/// <param name="Noun">For sentences: <c>later commits</c>.</param>
/// <param name="Kinds">Of the chunks among which answers are searched.</param>
/// <param name="Queries">In an order that depends on their content alone.</param>
public sealed record QuerySet(string Name, string Noun, IReadOnlySet<ChunkKind> Kinds, IReadOnlyList<EvalQuery> Queries)
{
    /// <summary>What is ranked: single chunks; else files, each by its best chunk.</summary>
    public bool ByChunk { get; init; }

    /// <summary>Queries that were left out because their own words stand in what they may find.</summary>
    public int Leaking { get; init; }

    /// <summary>Different commits, files or sessions.</summary>
    public int Sources => Queries.Select(query => query.Source).Distinct(StringComparer.Ordinal).Count();
}
