using Patina.Cli.Models;
using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;

namespace Patina.Cli;

/// <summary>The steps from a project to its vectors, each with what the recipe says.</summary>
internal static class Pipeline
{
    /// <param name="options">All but the globs of notes, which the recipe gives.</param>
    public static ScrapeReport RunScrape(
        ProjectLayout project, ScrapeOptions options, IProgress<StageProgress>? progress, CancellationToken cancellation) =>
        Scrape.Run(project, options with { NotesGlobs = RecipeFile.Load(project).Notes }, progress, cancellation);

    /// <summary>Makes sure before a long scrape that what follows it can run; fetches the model if it is not here.</summary>
    /// <returns>The model.</returns>
    public static ResolvedModel RequireModel(
        ProjectLayout project, ModelSetup setup, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var recipe = RecipeFile.Load(project);
        var model = ModelFetch.Resolve(setup, recipe.ToRequest(project), offline: false, progress, cancellation);
        using var engine = model.Open(new GraphStage(progress), cancellation);
        foreach (var projection in recipe.Projections)
            projection.CheckModel(engine.ModelName, engine.Dimension);
        return model;
    }

    /// <param name="offline">A model that is not here is an error.</param>
    public static OxidizeReport RunOxidize(
        ProjectLayout project, ModelSetup setup, OxidizeOptions options, bool offline, IProgress<StageProgress>? progress,
        CancellationToken cancellation)
    {
        var recipe = RecipeFile.Load(project);
        var request = recipe.ToRequest(project);
        var model = options.DryRun ? setup.Models.Resolve(request, cancellation) : ModelFetch.Resolve(setup, request, offline, progress, cancellation);
        using var engine = model.Open(new GraphStage(progress), cancellation);
        return Oxidizer.Run(project, recipe, engine, options with { Model = model, Threads = model.Options.Threads ?? 0 }, progress, cancellation);
    }
}
