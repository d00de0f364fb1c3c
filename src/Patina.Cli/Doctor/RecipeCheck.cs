using Patina.Memory;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Doctor;

/// <summary>Whether the recipe can be read.</summary>
internal static class RecipeCheck
{
    /// <returns>The recipe, or null when it cannot be used.</returns>
    public static Recipe? Run(ProjectLayout project, Findings findings)
    {
        Recipe? recipe = null;
        findings.Check("recipe", "correct the line, or move the file away and run patina init", () =>
        {
            recipe = RecipeFile.Load(project);
            return File.Exists(project.RecipePath)
                ? Finding.Ok("recipe", $"{Path.GetRelativePath(project.Root, project.RecipePath)}, version {recipe.Version}")
                : Finding.Ok("recipe", "none: the default is used");
        });
        return recipe;
    }
}
