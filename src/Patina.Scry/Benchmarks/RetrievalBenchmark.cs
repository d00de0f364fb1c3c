using Patina.Memory.Chunks;

namespace Patina.Scry.Benchmarks;

/// <summary>Runs a query set of the Rust tool's format against one project.</summary>
public static class RetrievalBenchmark
{
    private const int Depth = 10;

    /// <summary>A file that quotes so many questions of a set is about the set: it, a copy of it, a report on it.</summary>
    private const int QuotesThatLeak = 3;

    public static BenchmarkResult Run(
        RetrievalQuerySet set, ScrySession session, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        Run(set, session, [], progress, cancellation);

    /// <param name="kinds">Ask among these only; empty for all.</param>
    public static BenchmarkResult Run(
        RetrievalQuerySet set, ScrySession session, IReadOnlyList<ChunkKind> kinds, IProgress<int>? progress,
        CancellationToken cancellation = default)
    {
        // A set made of commit subjects would find those very commits, and a project that holds its own query sets those.
        var leaks = session.PathsQuoting([.. set.Queries.Select(query => query.Text)], QuotesThatLeak);
        HashSet<string> excluded = [.. leaks, .. set.Queries.Select(query => query.SourceCommit).OfType<string>()];
        var strict = new List<QueryOutcome>();
        var loose = new List<QueryOutcome>();
        foreach (var query in set.Queries)
        {
            var (hits, milliseconds) = TimedSearch.Ask(
                session, new ScryQuery(query.Text) { Top = Depth, Excluded = excluded, Kinds = kinds }, cancellation);
            strict.Add(Outcome(query, hits, HitMatching.IsStrict, milliseconds));
            loose.Add(Outcome(query, hits, HitMatching.IsLoose, milliseconds));
            progress?.Report(strict.Count);
        }

        return new BenchmarkResult(set.Name, strict, BenchmarkScores.Of(loose), 0);
    }

    private static QueryOutcome Outcome(
        RetrievalQuery query, IReadOnlyList<ScryHit> hits, Func<ScryHit, string, bool> matches, double milliseconds)
    {
        var byKeyword = query.RelevantDocs.Count == 0;
        var relevant = byKeyword ? query.Keywords : query.RelevantDocs;
        var isRelevant = byKeyword ? HitMatching.ContainsKeyword : matches;
        var ranks = relevant.Select(wanted => hits.FirstOrDefault(hit => isRelevant(hit, wanted))?.Rank).ToList();
        return new QueryOutcome(query.Id, query.Text, "", "", relevant, ranks, [.. hits.Select(Place)], milliseconds);
    }

    internal static string Place(ScryHit hit) => hit.Chunk.StartLine == 0
        ? hit.Chunk.Path
        : $"{hit.Chunk.Path}:{hit.Chunk.StartLine}-{hit.Chunk.EndLine}";
}
