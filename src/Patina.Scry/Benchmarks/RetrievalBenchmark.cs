using System.Diagnostics;

namespace Patina.Scry.Benchmarks;

/// <summary>Runs a query set of the Rust tool's format against one project.</summary>
public static class RetrievalBenchmark
{
    private const int Depth = 10;

    /// <param name="search">Answers a query; normally a session's Search.</param>
    public static BenchmarkResult Run(
        RetrievalQuerySet set, Func<ScryQuery, ScryResult> search, IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        // A set made of commit subjects would find those very commits: none of them may answer.
        var sources = set.Queries.Select(query => query.SourceCommit).OfType<string>().ToHashSet();
        var strict = new List<QueryOutcome>();
        var loose = new List<QueryOutcome>();
        foreach (var query in set.Queries)
        {
            cancellation.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            var hits = search(new ScryQuery(query.Text) { Top = Depth, ExcludedCommits = sources }).Hits;
            var milliseconds = clock.Elapsed.TotalMilliseconds;
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
