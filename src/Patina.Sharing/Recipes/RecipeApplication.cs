using Patina.Embeddings;
using Patina.Embeddings.Registry;
using Patina.Memory;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>
/// A shared recipe beside a project's own: what it would change, and the change. It writes <c>.patina/oxidize.yaml</c> and the
/// pin of the model in <c>.patina/oxidize.lock</c>; it fetches nothing and runs nothing.
/// </summary>
public sealed class RecipeApplication
{
    private readonly ProjectLayout _layout;
    private readonly Recipe _recipe;
    private readonly ModelPin? _pin;

    private RecipeApplication(ProjectLayout layout, Recipe before, ModelPin? locked, Recipe after, ModelPin? pin)
    {
        _layout = layout;
        _recipe = after;
        _pin = pin;
        Changes = RecipeComparison.Of(before, locked, after, pin);
    }

    /// <summary>Empty when the project does already what the shared recipe says.</summary>
    public IReadOnlyList<RecipeChange> Changes { get; }

    /// <summary>Where the recipe before is kept; null until <see cref="Apply"/>, and when there was none.</summary>
    public string? Kept { get; private set; }

    /// <exception cref="RecipeException">The project's own recipe cannot be read.</exception>
    public static RecipeApplication Of(ProjectLayout layout, SharedRecipe shared, ModelRegistry registry)
    {
        var before = RecipeFile.Load(layout);
        var after = before with
        {
            Version = Recipe.CurrentVersion,
            EmbeddingModel = NameOf(shared.Model, registry),
            Runtime = shared.Limits.Runtime,
            QueryRuntime = null,
            Precision = shared.Model.Precision,
            Pooling = shared.Model.Pooling,
            ExtractionLayer = shared.Model.ExtractionLayer,
            Dimensions = shared.Model.Dimensions,
            MaxLength = shared.Model.MaxLength,
            QueryPrefix = shared.Model.QueryPrefix,
            PassagePrefix = shared.Model.PassagePrefix,
            InstructionPrefix = shared.Model.InstructionPrefix,
            FastDimensions = shared.FastDimensions,
            Projections = shared.Projections,
        };
        return new RecipeApplication(layout, before, EmbeddingModels.IsOfHub(before.EmbeddingModel) ? LockedModel.Read(layout) : null, after, PinOf(shared.Model));
    }

    /// <summary>Makes the changes. Each file is replaced in one step; the recipe before is kept in <c>.patina/data</c>.</summary>
    /// <exception cref="SharingException"><see cref="SharingError.NotWritten"/>: the project's folder leads elsewhere.</exception>
    public void Apply()
    {
        if (Changes.Count == 0)
            return;
        if (new DirectoryInfo(_layout.PatinaFolder).LinkTarget is { } target)
            throw new SharingException(SharingError.NotWritten, $"{_layout.PatinaFolder} is a link to {target}; a recipe from outside is written into the project only. Replace the link by a folder.");
        if (_pin is not null)
            LockedModel.Write(_layout, _recipe.EmbeddingModel, _pin);
        Kept = ProjectRecipeFile.Replace(_layout, _recipe);
    }

    /// <summary>A name of the registry where it means the same repository: prompts and pooling hang on it.</summary>
    private static string NameOf(SharedModel model, ModelRegistry registry) =>
        model.Name is { } name && registry.Find(name) is { Repository: { } repository } entry && repository.Value == model.Repository
            ? entry.Name
            : model.Id;

    private static ModelPin? PinOf(SharedModel model) =>
        model is { Repository: { } repository, Revision: { } revision } ? new ModelPin(repository, revision, model.Files) : null;
}
