using System.Globalization;
using System.Text;
using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>Writes a whole <c>.patina/oxidize.yaml</c>.</summary>
public static class ProjectRecipeFile
{
    /// <summary>Replaces the project's recipe.</summary>
    /// <returns>Where the one before is kept; null if there was none.</returns>
    public static string? Replace(ProjectLayout layout, Recipe recipe)
    {
        string? kept = null;
        if (File.Exists(layout.RecipePath))
        {
            Directory.CreateDirectory(layout.DataFolder);
            kept = Path.Combine(layout.DataFolder, "oxidize.yaml.before");
            File.Copy(layout.RecipePath, kept, overwrite: true);
        }

        AtomicFile.Write(layout.RecipePath, TextOf(recipe));
        return kept;
    }

    internal static string TextOf(Recipe recipe)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"# How this project is embedded. After a change run: patina oxidize");
        Line($"version: {Recipe.CurrentVersion}");
        foreach (var (key, value) in RecipeKeys.Of(recipe))
            Line($"{key}: {value}");
        if (recipe.Notes.Count > 0)
            Line($"notes:");
        foreach (var glob in recipe.Notes)
            Line($"  - {SharedRecipeText.Quote(glob)}");
        if (recipe.Ranking.Count > 0)
            Line($"ranking:");
        foreach (var weight in recipe.Ranking)
            Line($"  {SharedRecipeText.Quote(weight.Name)}: {weight.Value:R}");
        Line($"projections:{(recipe.Projections.Count == 0 ? " {}" : "")}");
        foreach (var projection in recipe.Projections)
        {
            Line($"  {projection.Name}:");
            foreach (var (key, value) in ProjectionKeys.Of(projection))
                Line($"    {key}: {value}");
            if (projection.Traceable)
                Line($"    traceable: true");
        }

        return text.ToString();
    }
}
