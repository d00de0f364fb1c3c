using Patina.Embeddings;
using Patina.Memory;
using Patina.Oxidize.Artifacts;

namespace Patina.Oxidize.Recipes;

/// <summary>What a recipe says about its model, as a request for it.</summary>
public static class RecipeModel
{
    /// <summary>With the state of a model of the hub that the project was made with.</summary>
    public static ModelRequest ToRequest(this Recipe recipe, ProjectLayout layout) => new()
    {
        Name = recipe.EmbeddingModel,
        Runtime = recipe.Runtime.ToString().ToLowerInvariant(),
        QueryRuntime = recipe.QueryRuntime?.ToString().ToLowerInvariant(),
        Precision = PrecisionOf(recipe.Precision),
        Pooling = PoolingOf(recipe.Pooling),
        ExtractionLayer = recipe.ExtractionLayer,
        Dimensions = recipe.Dimensions,
        MaxLength = recipe.MaxLength,
        QueryPrompt = recipe.QueryPrefix,
        PassagePrompt = recipe.PassagePrefix,
        InstructionPrompt = recipe.InstructionPrefix,
        Provider = recipe.Provider,
        Threads = recipe.Threads,
        Mlx = recipe.Mlx,
        Optimization = recipe.GraphOptimization,
        KeepOptimized = recipe.KeepOptimized,
        ProjectRoot = layout.Root,
        Pins = EmbeddingModels.IsOfHub(recipe.EmbeddingModel) ? PinsOf(recipe, layout) : [],
    };

    /// <summary>The lock's, then that of vectors made with this model before.</summary>
    private static IReadOnlyList<ModelPin> PinsOf(Recipe recipe, ProjectLayout layout) =>
        [.. new[] { LockedModel.Read(layout), MadeModels.Find(layout, recipe)?.Pin }.OfType<ModelPin>()];

    private static ModelPrecision? PrecisionOf(PrecisionChoice choice) => choice switch
    {
        PrecisionChoice.Auto => null,
        PrecisionChoice.Fp32 => ModelPrecision.Fp32,
        PrecisionChoice.Fp16 => ModelPrecision.Fp16,
        PrecisionChoice.Bf16 => ModelPrecision.Bf16,
        PrecisionChoice.Int8 => ModelPrecision.Int8,
        PrecisionChoice.Int4 => ModelPrecision.Int4,
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    private static Pooling? PoolingOf(PoolingChoice? choice) => choice switch
    {
        null => null,
        PoolingChoice.Mean => Pooling.Mean,
        PoolingChoice.Cls => Pooling.Cls,
        PoolingChoice.Last => Pooling.LastToken,
        PoolingChoice.Max => Pooling.Max,
        PoolingChoice.WeightedMean => Pooling.WeightedMean,
        PoolingChoice.None => Pooling.None,
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };
}
