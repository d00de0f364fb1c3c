using System.Diagnostics;
using Patina.Memory;
using Patina.Memory.Scraping.Git;

namespace Patina.Scry.Benchmarks;

/// <summary>
/// Runs a code-search set: each repository is indexed from nothing, its files only, and asked its questions. The checkouts
/// stay untouched.
/// </summary>
/// <param name="index">Scrapes and oxidizes the files of a project without its history, and opens it.</param>
public sealed class CodeSearchBenchmark(Func<ProjectLayout, CancellationToken, ScrySession> index)
{
    private const int Depth = 10;
    private const double Tolerance = 1e-9;

    /// <summary>Whether to ask everything again without each part of the ranking.</summary>
    public bool Ablate { get; init; }

    /// <summary>Budgets of tokens to measure recall at.</summary>
    public IReadOnlyList<int> Budgets { get; init; } = [];

    /// <param name="checkouts">Folder in which each repository lies under its name.</param>
    /// <param name="progress">Told the name of each repository when it is begun.</param>
    /// <exception cref="ScryException"><see cref="ScryError.WrongCheckout"/>.</exception>
    public BenchmarkResult Run(
        CodeSearchSet set, string checkouts, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        foreach (var repository in set.Repositories)
            Check(repository, Path.Combine(checkouts, repository.Name), cancellation);

        var outcomes = new List<QueryOutcome>();
        var ablated = Ablation.All.Select(_ => new List<QueryOutcome>()).ToList();
        var recalls = new double[Budgets.Count];
        var indexing = TimeSpan.Zero;
        foreach (var repository in set.Repositories)
        {
            progress?.Report(repository.Name);
            var folder = Directory.CreateTempSubdirectory("patina-bench-");
            try
            {
                var root = Path.Combine(checkouts, repository.Name, repository.Root ?? "");
                var clock = Stopwatch.StartNew();
                using var session = index(new ProjectLayout(root, folder.FullName), cancellation);
                indexing += clock.Elapsed;
                outcomes.AddRange(repository.Queries.Select((query, i) => Ask(session, repository, query, i, cancellation)));
                for (var i = 0; Ablate && i < ablated.Count; i++)
                    ablated[i].AddRange(AskWithout(Ablation.All[i], session, repository, cancellation));
                for (var i = 0; i < recalls.Length; i++)
                    recalls[i] += repository.Queries.Sum(query => RecallWithin(Budgets[i], session, query));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        return new BenchmarkResult("code-search", outcomes, Loose: null, indexing.TotalMilliseconds)
        {
            Ablations = Ablate ? [.. ablated.Select((without, i) => Compare(Ablation.All[i].Name, outcomes, without))] : [],
            Budgets = [.. Budgets.Select((tokens, i) => new BudgetRecall(tokens, recalls[i] / Math.Max(1, outcomes.Count)))],
        };
    }

    private static List<QueryOutcome> AskWithout(
        Ablation part, ScrySession session, CodeSearchRepository repository, CancellationToken cancellation)
    {
        using var changed = session.Reweigh(part.Apply);
        return [.. repository.Queries.Select((query, i) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Outcome(session.Search(new ScryQuery(query.Text) { Top = Depth }).Hits, 0, repository, query, i);
        })];
    }

    private static AblationScores Compare(string name, IReadOnlyList<QueryOutcome> whole, IReadOnlyList<QueryOutcome> without)
    {
        var (better, worse) = (0, 0);
        foreach (var group in whole.Zip(without).GroupBy(pair => pair.First.Group))
        {
            var gain = group.Sum(pair => RankingMetrics.NdcgAt(Depth, pair.First.Ranks) - RankingMetrics.NdcgAt(Depth, pair.Second.Ranks));
            better += gain > Tolerance ? 1 : 0;
            worse += gain < -Tolerance ? 1 : 0;
        }

        return new AblationScores(name, BenchmarkScores.Of(without), better, worse);
    }

    private static double RecallWithin(int budget, ScrySession session, CodeSearchQuery query)
    {
        var spans = session.Search(new ScryQuery(query.Text) { Top = 1, Budget = budget }).Spans;
        return query.Targets.Count(target => spans.Any(span => target.Matches(span.Chunk.Path, span.Chunk.StartLine, span.Chunk.EndLine)))
            / (double)Math.Max(1, query.Targets.Count);
    }

    private static QueryOutcome Ask(
        ScrySession session, CodeSearchRepository repository, CodeSearchQuery query, int number, CancellationToken cancellation)
    {
        var (hits, milliseconds) = TimedSearch.Ask(session, new ScryQuery(query.Text) { Top = Depth }, cancellation);
        return Outcome(hits, milliseconds, repository, query, number);
    }

    private static QueryOutcome Outcome(
        IReadOnlyList<ScryHit> hits, double milliseconds, CodeSearchRepository repository, CodeSearchQuery query, int number)
    {
        var ranks = query.Targets
            .Select(target => hits.FirstOrDefault(hit => target.Matches(hit.Chunk.Path, hit.Chunk.StartLine, hit.Chunk.EndLine))?.Rank)
            .ToList();
        return new QueryOutcome(
            $"{repository.Name}#{number + 1}", query.Text, repository.Name, query.Category,
            [.. query.Targets.Select(target => target.ToString())], ranks, [.. hits.Select(RetrievalBenchmark.Place)],
            milliseconds);
    }

    private static void Check(CodeSearchRepository repository, string checkout, CancellationToken cancellation)
    {
        var head = GitHead.Of(checkout, cancellation);
        if (head == repository.Revision)
            return;
        throw new ScryException(
            ScryError.WrongCheckout,
            head is null
                ? $"{checkout}: no git checkout. Clone {repository.Name} there and check out {repository.Revision}."
                : $"{checkout} stands at {head}, the set wants {repository.Revision}. Run: git -C {checkout} checkout {repository.Revision}");
    }
}
