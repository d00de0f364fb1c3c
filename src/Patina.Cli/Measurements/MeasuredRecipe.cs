using Patina.Oxidize.Recipes;

namespace Patina.Cli.Measurements;

/// <summary>The recipe by which a model is measured in a project.</summary>
internal static class MeasuredRecipe
{
    /// <summary>The project's own for its own model; for any other the model's own settings, with the project's projections, notes and ranking.</summary>
    public static Recipe Of(Recipe own, string model) => model == own.EmbeddingModel
        ? own
        : Recipe.Default with { EmbeddingModel = model, Projections = own.Projections, Notes = own.Notes, Ranking = own.Ranking };
}
