using System.Runtime.ExceptionServices;
using Patina.Embeddings;
using Patina.Eval.Comparison;
using Patina.Eval.Rankings;
using Patina.Eval.Results;
using Patina.Eval.Sets;
using Patina.Memory;
using Patina.Oxidize;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Recipes;

namespace Patina.Eval;

/// <summary>A state of a project, scraped, and the query sets that are asked of it.</summary>
/// <param name="layout">A copy; vectors are made in it.</param>
internal sealed class EvaluatedState(ProjectLayout layout, IReadOnlyList<QuerySet> sets)
{
    public ProjectLayout Layout => layout;

    public IReadOnlyList<QuerySet> Sets => sets;

    /// <summary>Embeds, trains, asks everything.</summary>
    /// <param name="project">The project itself: what it has embedded already is not embedded again.</param>
    public ModelEvaluation Measure(
        ProjectLayout project, Recipe recipe, IEmbeddingEngine engine, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        CopyCache(project, engine);
        var counted = engine.Counted;
        var report = Oxidizer.Run(layout, recipe, engine, new OxidizeOptions { Threads = recipe.Threads ?? 0, Questions = QuestionHalf.Deciding }, progress, cancellation);
        var padding = engine.Counted.Since(counted).PaddingShare;
        using var borrowed = new BorrowedEngine(engine, new QuestionVectors(engine, sets, cancellation));
        using var panel = RankingPanel.Open(layout, recipe, borrowed);
        var outcomes = Ask(panel, () => RankingPanel.Open(layout, recipe, borrowed), recipe.Threads, engine.ModelName, progress, cancellation);
        return new ModelEvaluation(
            engine.ModelName, outcomes, [.. outcomes.AsParallel().AsOrdered().Select(outcome => outcome.ToFigure(panel.Places.Count(outcome.Set)))], CostOf(report, engine, padding));
    }

    /// <summary>Several panels ask at the same time, each with connections of its own; the answers are put in the order of the queries.</summary>
    /// <param name="first">Asks with the first of them.</param>
    private List<RankingOutcome> Ask(
        RankingPanel first, Func<RankingPanel> open, int? threads, string model, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        (QuerySet Set, int Query)[] questions = [.. sets.SelectMany(set => Enumerable.Range(0, set.Queries.Count).Select(query => (set, query)))];
        var answers = new IReadOnlyList<IReadOnlyList<EvalTarget>>[questions.Length];
        var (next, done) = (-1, 0);
        var workers = Math.Clamp(threads ?? Environment.ProcessorCount, 1, Math.Max(questions.Length, 1));
        try
        {
            Parallel.For(0, workers, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = workers }, Work);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }

        return [.. sets.SelectMany(set => OutcomesOf(set, first.NamesFor(set), model, [.. answers.Where((_, i) => questions[i].Set == set)]))];

        void Work(int worker)
        {
            using var own = worker == 0 ? null : open();
            var panel = own ?? first;
            for (var i = Interlocked.Increment(ref next); i < questions.Length; i = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                var (set, query) = questions[i];
                answers[i] = panel.Rank(set, set.Queries[query]);
                progress?.Report(new StageProgress(EvaluationStages.Asking, Interlocked.Increment(ref done), questions.Length));
            }
        }
    }

    /// <param name="answers">By query, then by ranking.</param>
    private static IEnumerable<RankingOutcome> OutcomesOf(
        QuerySet set, IReadOnlyList<string> rankings, string model, IReadOnlyList<IReadOnlyList<IReadOnlyList<EvalTarget>>> answers)
    {
        for (var ranking = 0; ranking < rankings.Count; ranking++)
        {
            var outcome = new RankingOutcome(model, rankings[ranking], set);
            for (var query = 0; query < set.Queries.Count; query++)
                outcome.Add(set.Queries[query], answers[query][ranking]);
            yield return outcome;
        }
    }

    /// <param name="padding">Its share of what was computed to embed the state.</param>
    private CostRecord CostOf(OxidizeReport report, IEmbeddingEngine engine, double? padding)
    {
        double? SecondsOf(string stage) => report.Stages.Where(entry => entry.Stage == stage).Select(entry => (double?)Math.Round(entry.Seconds, 3)).FirstOrDefault();
        var folder = new DirectoryInfo(layout.EmbeddingsFolder(ModelFolder.NameOf(engine.ModelName, engine.Fingerprint)));
        return new CostRecord
        {
            IndexBytes = folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length),
            PaddingShare = padding is { } share ? Math.Round(share, 4) : null,
            TrainingSeconds = SecondsOf(OxidizeStages.Training),

            // With vectors of an earlier run the time says nothing.
            EmbeddingSeconds = report.Embedded == report.Chunks ? SecondsOf(OxidizeStages.Embedding) : null,
        };
    }

    private void CopyCache(ProjectLayout project, IEmbeddingEngine engine)
    {
        var model = ModelFolder.NameOf(engine.ModelName, engine.Fingerprint);
        var known = new DirectoryInfo(project.EmbeddingsFolder(model));
        if (!known.Exists)
            return;
        var own = Directory.CreateDirectory(layout.EmbeddingsFolder(model));
        foreach (var cache in known.EnumerateFiles("*.cache"))
            cache.CopyTo(Path.Combine(own.FullName, cache.Name), overwrite: true);
    }
}
