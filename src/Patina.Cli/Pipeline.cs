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

    /// <summary>Makes sure before a long scrape that what follows it can run.</summary>
    public static void RequireModel(ProjectLayout project, EmbeddingModels models)
    {
        var recipe = RecipeFile.Load(project);
        using var engine = models.Open(recipe.ToRequest(project));
        foreach (var projection in recipe.Projections)
            projection.CheckModel(engine.ModelName, engine.Dimension);
    }

    public static OxidizeReport RunOxidize(
        ProjectLayout project, EmbeddingModels models, OxidizeOptions options, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var recipe = RecipeFile.Load(project);
        using var engine = models.Open(recipe.ToRequest(project), cancellation);
        return Oxidizer.Run(project, recipe, engine, options, progress, cancellation);
    }
}
