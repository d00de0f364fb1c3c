using Patina.Embeddings;
using Patina.Eval.Comparison;
using Patina.Eval.Rankings;
using Patina.Eval.Results;
using Patina.Eval.Sets;
using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Recipes;
using Patina.Scry;
using Patina.Scry.Ranking;

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
        var report = Oxidizer.Run(layout, recipe, engine, new OxidizeOptions { Threads = recipe.Threads ?? 0 }, progress, cancellation);
        var memory = MemoryDatabase.Open(layout);
        using var session = OpenSession(memory, recipe, engine, out var spaces);
        var places = new PlaceList(memory);
        IRanking[] rankings =
        [
            new RandomRanking(places), new LexicalRanking(memory, places),
            .. spaces.Select(space => new SpaceRanking(space, spaces[0], engine, memory, places)),
            new FusedRanking(session),
        ];
        var outcomes = Ask(rankings, engine.ModelName, progress, cancellation);
        return new ModelEvaluation(
            engine.ModelName, outcomes, [.. outcomes.Select(outcome => outcome.ToFigure(places.Count(outcome.Set)))], CostOf(report, engine));
    }

    /// <summary>Opens what scry answers with. The session disposes memory and spaces, not the engine.</summary>
    private ScrySession OpenSession(MemoryDatabase memory, Recipe recipe, IEmbeddingEngine engine, out IReadOnlyList<IVectorSpace> spaces)
    {
        try
        {
            spaces = VectorSpaces.Open(layout, recipe, memory, engine);
            return new ScrySession(layout, memory, new BorrowedEngine(engine), spaces, RankingWeights.Of(recipe));
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    private List<RankingOutcome> Ask(IRanking[] rankings, string model, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var outcomes = new List<RankingOutcome>();
        var (done, total) = (0, sets.Sum(set => (long)set.Queries.Count));
        foreach (var set in sets)
        {
            var asked = rankings.Where(ranking => ranking.Takes(set)).Select(ranking => (Ranking: ranking, Outcome: new RankingOutcome(model, ranking.Name, set))).ToList();
            foreach (var query in set.Queries)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var (ranking, outcome) in asked)
                    outcome.Add(query, ranking.Rank(set, query));
                progress?.Report(new StageProgress(EvaluationStages.Asking, ++done, total));
            }

            outcomes.AddRange(asked.Select(entry => entry.Outcome));
        }

        return outcomes;
    }

    private CostRecord CostOf(OxidizeReport report, IEmbeddingEngine engine)
    {
        double? SecondsOf(string stage) => report.Stages.Where(entry => entry.Stage == stage).Select(entry => (double?)Math.Round(entry.Seconds, 3)).FirstOrDefault();
        var folder = new DirectoryInfo(layout.EmbeddingsFolder(ModelFolder.NameOf(engine.ModelName, engine.Fingerprint)));
        return new CostRecord
        {
            IndexBytes = folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length),
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
