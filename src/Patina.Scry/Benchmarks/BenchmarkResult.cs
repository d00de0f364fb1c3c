namespace Patina.Scry.Benchmarks;

/// <summary>Means over the queries of a benchmark or a part of it. All but the counts and times lie in [0, 1].</summary>
public sealed record BenchmarkScores(int Queries, double Mrr, double RecallAt5, double RecallAt10, double NdcgAt10)
{
    public static BenchmarkScores Of(IReadOnlyCollection<QueryOutcome> outcomes) => outcomes.Count == 0
        ? new BenchmarkScores(0, 0, 0, 0, 0)
        : new BenchmarkScores(
            outcomes.Count,
            outcomes.Average(outcome => RankingMetrics.ReciprocalRank(outcome.Ranks)),
            outcomes.Average(outcome => RankingMetrics.RecallAt(5, outcome.Ranks)),
            outcomes.Average(outcome => RankingMetrics.RecallAt(10, outcome.Ranks)),
            outcomes.Average(outcome => RankingMetrics.NdcgAt(10, outcome.Ranks)));
}

/// <summary>What came back for one query.</summary>
/// <param name="Group">Repository, for sets over several; else empty.</param>
/// <param name="Category">symbol, semantic, architecture…; else empty.</param>
/// <param name="Relevant">What should have come back.</param>
/// <param name="Ranks">For each of <paramref name="Relevant"/>, the rank of the first hit that is it.</param>
/// <param name="Returned">The places that came back, best first.</param>
/// <param name="Milliseconds">Wall time of the search, warm: the median of several runs.</param>
public sealed record QueryOutcome(
    string Id, string Text, string Group, string Category, IReadOnlyList<string> Relevant, IReadOnlyList<int?> Ranks,
    IReadOnlyList<string> Returned, double Milliseconds);

/// <summary>A finished benchmark.</summary>
/// <param name="Loose">The same answers under the Rust tool's matching; null where the set has no such rule.</param>
/// <param name="IndexMilliseconds">Scrape and oxidize from nothing, where the benchmark did them; else 0.</param>
public sealed record BenchmarkResult(
    string Name, IReadOnlyList<QueryOutcome> Outcomes, BenchmarkScores? Loose, double IndexMilliseconds)
{
    /// <summary>For each budget of tokens asked for, the mean share of what is relevant within the spans that fill it.</summary>
    public IReadOnlyList<BudgetRecall> Budgets { get; init; } = [];

    /// <summary>For each part of the ranking, what is left without it; empty where that was not asked for.</summary>
    public IReadOnlyList<AblationScores> Ablations { get; init; } = [];

    public BenchmarkScores Scores { get; } = BenchmarkScores.Of(Outcomes);

    public double LatencyP50 { get; } = RankingMetrics.Percentile(Outcomes.Select(outcome => outcome.Milliseconds), 0.5);

    public double LatencyP95 { get; } = RankingMetrics.Percentile(Outcomes.Select(outcome => outcome.Milliseconds), 0.95);

    public IEnumerable<(string Key, BenchmarkScores Scores)> PerGroup => By(outcome => outcome.Group);

    public IEnumerable<(string Key, BenchmarkScores Scores)> PerCategory => By(outcome => outcome.Category);

    private IEnumerable<(string, BenchmarkScores)> By(Func<QueryOutcome, string> key) =>
        from outcome in Outcomes
        where key(outcome).Length > 0
        group outcome by key(outcome) into part
        orderby part.Key
        select (part.Key, BenchmarkScores.Of(part.ToList()));
}

/// <param name="Recall">In [0, 1].</param>
public readonly record struct BudgetRecall(int Tokens, double Recall);

/// <param name="Without">What was left out.</param>
/// <param name="BetterGroups">Groups (repositories) whose nDCG@10 is lower without it, so that it helps there.</param>
/// <param name="WorseGroups">Groups whose nDCG@10 is higher without it.</param>
public sealed record AblationScores(string Without, BenchmarkScores Scores, int BetterGroups, int WorseGroups);
