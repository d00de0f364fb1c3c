using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Recipes;

namespace Patina.Oxidize;

/// <summary>
/// The vectors that answer questions, with the model that made them: those of the recipe's model, or while they are not made yet those of the
/// model before. The caller disposes engine and spaces.
/// </summary>
/// <param name="Notice">What the user must know when the recipe's model is not the one that answers; else null.</param>
public sealed record AnsweringVectors(IEmbeddingEngine Engine, IReadOnlyList<IVectorSpace> Spaces, string? Notice)
{
    /// <exception cref="OxidizeException">Nothing built yet, or built from another recipe or state of the memory, or damaged.</exception>
    /// <exception cref="EmbeddingException">The model cannot be opened.</exception>
    public static AnsweringVectors Open(ProjectLayout layout, Recipe recipe, MemoryDatabase memory, EmbeddingModels models)
    {
        if (AnsweringSet.Read(layout)?.Manifest.Model is not { } answering || answering.IsThatOf(recipe)
            || MadeModels.Find(layout, recipe) is not null)
        {
            return Open(layout, recipe, memory, models, recipe.ToRequest(layout), notice: null);
        }

        var before = answering.In(recipe);
        return Open(layout, before, memory, models, before.ToRequest(layout) with { Pins = [.. new[] { answering.Pin }.OfType<ModelPin>()] },
            $"the recipe names {recipe.EmbeddingModel}, which has no vectors yet; {before.EmbeddingModel} answers. Run: patina oxidize");
    }

    private static AnsweringVectors Open(
        ProjectLayout layout, Recipe recipe, MemoryDatabase memory, EmbeddingModels models, ModelRequest request, string? notice)
    {
        var engine = models.Open(request);
        try
        {
            return new AnsweringVectors(engine, VectorSpaces.Open(layout, recipe, memory, engine), notice);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }
}
