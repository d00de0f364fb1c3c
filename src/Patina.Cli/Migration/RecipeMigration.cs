using Patina.Embeddings.Registry;
using Patina.Memory;
using Patina.Oxidize.Recipes;
using Patina.Sharing.Recipes;
using Patina.Toml;

namespace Patina.Cli.Migration;

/// <summary>The recipe: which model, and which projections how large.</summary>
internal static class RecipeMigration
{
    private const string Part = "recipe";

    /// <summary>What the Rust tool takes where nothing is said.</summary>
    private const string DefaultModel = "e5-base-v2";

    public static IEnumerable<MigrationItem> Run(RustProject source, ProjectLayout target, ModelRegistry registry, bool dryRun)
    {
        var (path, recipe, refusal) = Read(source);
        var name = source.NameOf(path);
        if (recipe is null)
            return [new MigrationItem(Part, name, MigrationOutcome.Refused, refusal!)];
        if (registry.Find(recipe.EmbeddingModel) is not { } entry)
            return [new MigrationItem(Part, name, MigrationOutcome.Refused, $"its model '{recipe.EmbeddingModel}' has no name here; see: patina model list")];

        var taken = recipe with
        {
            Version = Recipe.CurrentVersion,
            EmbeddingModel = entry.Name,
            Projections = [.. recipe.Projections.Select(projection => projection with { Layers = projection.Layers with { Input = null } })],
        };
        var what = $"embedding_model: {entry.Name}, projections: {string.Join(", ", taken.Projections.Select(projection => $"{projection.Name} {projection.Layers}"))}";
        if (File.Exists(target.RecipePath))
        {
            return RecipeFile.Load(target).Hash == taken.Hash
                ? [new MigrationItem(Part, name, MigrationOutcome.AlreadyThere, what)]
                : [new MigrationItem(Part, name, MigrationOutcome.AlreadyThere, $"this project has a recipe of its own, which stays; theirs says {what}")];
        }

        if (!dryRun)
            ProjectRecipeFile.Replace(target, taken);
        return [new MigrationItem(Part, name, MigrationOutcome.Taken, $"{what}; the first number of layers now follows from the model")];
    }

    private static (string Path, Recipe? Recipe, string? Refusal) Read(RustProject source)
    {
        try
        {
            if (File.Exists(source.RecipePath))
                return (source.RecipePath, RecipeFile.Parse(RustProject.ReadSettings(source.RecipePath), source.NameOf(source.RecipePath)), null);
            var model = File.Exists(source.SettingsPath) ? SettingsMigration.ModelOf(source) : null;
            return (source.SettingsPath, Recipe.Default with { EmbeddingModel = model ?? DefaultModel }, null);
        }
        catch (Exception failure) when (failure is RecipeException or TomlException or IOException or UnauthorizedAccessException)
        {
            return (source.RecipePath, null, failure.Message);
        }
    }
}
