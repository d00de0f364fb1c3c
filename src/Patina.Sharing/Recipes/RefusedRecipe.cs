using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>A file that says it is a recipe and is none.</summary>
/// <param name="Explanation">With file, line and column.</param>
public sealed record RefusedRecipe(string Path, RecipeError Error, string Explanation);
