using Patina.Embeddings;
using Patina.Embeddings.Settings;
using Patina.Oxidize.Recipes;

namespace Patina.Oxidize.Artifacts;

/// <summary>Which model made a set of vectors: enough to open it again when the recipe has moved on to another.</summary>
internal sealed record ModelRecord
{
    private const string Processor = "cpu";
    private const string Onnx = "onnx";

    /// <summary>As the recipe named it.</summary>
    public required string EmbeddingModel { get; init; }

    public required RuntimeChoice Runtime { get; init; }

    /// <summary>What computed questions, where another runtime computed the rest.</summary>
    public RuntimeChoice? QueryRuntime { get; init; }

    /// <summary>What the recipe asked for.</summary>
    public required PrecisionChoice Precision { get; init; }

    public PoolingChoice? Pooling { get; init; }

    public int? ExtractionLayer { get; init; }

    public int? Dimensions { get; init; }

    public int? MaxLength { get; init; }

    public string? QueryPrefix { get; init; }

    public string? PassagePrefix { get; init; }

    public string? InstructionPrefix { get; init; }

    /// <summary>What computed it; null for the processor. It changes the rounding of vectors.</summary>
    public string? Provider { get; init; }

    /// <summary>How far the graph was rewritten; null for as far as possible. It changes the rounding of vectors.</summary>
    public string? GraphOptimization { get; init; }

    /// <summary>The word for the precision of the weights; null for a model that has one only.</summary>
    public string? WeightsPrecision { get; init; }

    /// <summary>Null for a model that does not come from a hub.</summary>
    public ModelPin? Pin { get; init; }

    /// <summary>What the model's vectors depend on beside its weights, as people read it: pooling, prompts, lengths.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <param name="hardware">What computed it, by the engine's word.</param>
    public static ModelRecord Of(Recipe recipe, ResolvedModel model, string hardware) => new()
    {
        EmbeddingModel = recipe.EmbeddingModel,
        Runtime = recipe.Runtime,
        QueryRuntime = recipe.QueryRuntime,
        Precision = recipe.Precision,
        Pooling = recipe.Pooling,
        ExtractionLayer = recipe.ExtractionLayer,
        Dimensions = recipe.Dimensions,
        MaxLength = recipe.MaxLength,
        QueryPrefix = recipe.QueryPrefix,
        PassagePrefix = recipe.PassagePrefix,
        InstructionPrefix = recipe.InstructionPrefix,
        Provider = hardware == Processor ? null : hardware,
        GraphOptimization = model.Runtime.Name != Onnx || model.Options.Optimization == Patina.Embeddings.GraphOptimization.All
            ? null : model.Options.Optimization.ToString().ToLowerInvariant(),
        WeightsPrecision = model.Options.Precision is { } precision ? Precisions.WordOf(precision) : null,
        Pin = model.Pin,
        Settings = model.Runtime.Name == "static"
            ? new Dictionary<string, string>()
            : ModelSettings.Read(model.Files, model.Options).Describe().ToDictionary(setting => setting.Name, setting => setting.Value),
    };

    /// <summary>Whether a recipe asks for this very model. What computes it makes no difference, as in <see cref="Recipe.Hash"/>.</summary>
    public bool IsThatOf(Recipe recipe) => In(recipe) with { Runtime = recipe.Runtime, QueryRuntime = recipe.QueryRuntime } == recipe;

    /// <summary>A recipe with this model in the place of its own.</summary>
    public Recipe In(Recipe recipe) => recipe with
    {
        EmbeddingModel = EmbeddingModel,
        Runtime = Runtime,
        QueryRuntime = QueryRuntime,
        Precision = Precision,
        Pooling = Pooling,
        ExtractionLayer = ExtractionLayer,
        Dimensions = Dimensions,
        MaxLength = MaxLength,
        QueryPrefix = QueryPrefix,
        PassagePrefix = PassagePrefix,
        InstructionPrefix = InstructionPrefix,
    };
}
