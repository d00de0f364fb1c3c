using Patina.Embeddings;
using Patina.Memory;

namespace Patina.Oxidize.Recipes;

/// <summary>Opens the model that a recipe names.</summary>
public static class RecipeEngine
{
    /// <exception cref="EmbeddingException">The model or the runtime is not there.</exception>
    public static IEmbeddingEngine OpenEngine(this Recipe recipe, ProjectLayout layout) =>
        EmbeddingModels.Open(recipe.EmbeddingModel, recipe.Runtime.ToString().ToLowerInvariant(), layout.Root);
}
