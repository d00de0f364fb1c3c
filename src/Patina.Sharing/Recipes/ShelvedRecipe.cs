namespace Patina.Sharing.Recipes;

/// <param name="Path">In the repository.</param>
internal sealed record ShelvedRecipe(string Path, SharedRecipe Recipe);
