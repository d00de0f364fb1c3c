using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Recipes;

namespace Patina.Oxidize;

/// <summary>
/// Turns what was scraped into vectors: embeds every chunk, trains the recipe's projections, builds the indexes. The result
/// becomes visible as a whole; what an interrupted run had embedded or trained is not done again.
/// </summary>
public static class Oxidizer
{
    /// <param name="recipe">As <see cref="RecipeFile.Load"/> reads it.</param>
    /// <param name="engine">The recipe's model.</param>
    /// <param name="progress">Receives stages of <see cref="OxidizeStages"/>; may be called on several threads.</param>
    /// <exception cref="OxidizeException">The recipe does not fit the model.</exception>
    /// <exception cref="MemoryException">Nothing was scraped yet, or another process is writing.</exception>
    /// <exception cref="OperationCanceledException">The vectors are as they were before.</exception>
    public static OxidizeReport Run(
        ProjectLayout layout, Recipe recipe, IEmbeddingEngine engine, OxidizeOptions options,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        foreach (var projection in recipe.Projections)
            projection.CheckModel(engine.ModelName, engine.Dimension);
        CheckOnly(recipe, options.Only);

        using var writing = options.DryRun
            ? null
            : WriteLock.Acquire(
                layout, options.LockTimeout, () => progress?.Report(new StageProgress(OxidizeStages.Waiting, 0, 0)), cancellation);
        using var memory = MemoryDatabase.Open(layout);
        using var snapshot = memory.Snapshot();
        var run = new OxidizeRun(layout, recipe, engine, options, memory, progress, cancellation);
        var report = options.DryRun ? run.Plan() : run.Execute();
        return options.Prune ? report with { Pruned = Prune(layout, engine, options.DryRun) } : report;
    }

    private static IReadOnlyList<OtherVectors> Prune(ProjectLayout layout, IEmbeddingEngine engine, bool dryRun)
    {
        var others = OtherVectors.List(layout, ModelFolder.NameOf(engine.ModelName, engine.Fingerprint));
        return dryRun ? others : [.. others.Select(other => other.Remove(layout))];
    }

    private static void CheckOnly(Recipe recipe, string? only)
    {
        if (only is null || only == SpaceManifest.BaseName || recipe.Projections.Any(projection => projection.Name == only))
            return;

        var names = recipe.Projections.Select(projection => projection.Name).Prepend(SpaceManifest.BaseName);
        throw new OxidizeException(OxidizeError.UnknownProjection,
            $"The recipe has no projection '{only}'. It has: {string.Join(", ", names)}.");
    }
}
