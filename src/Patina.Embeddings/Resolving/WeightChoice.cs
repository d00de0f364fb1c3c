namespace Patina.Embeddings.Resolving;

/// <summary>The weights that a runtime needs of a repository.</summary>
/// <param name="Paths">All files of them.</param>
/// <param name="Graph">The one to open; null for a table.</param>
internal sealed record WeightChoice(IEmbeddingRuntime Runtime, IReadOnlyList<string> Paths, string? Graph, ModelPrecision? Precision)
{
    public static WeightChoice OfTable(IEmbeddingRuntime runtime, HubModel model, IReadOnlyList<string> paths) =>
        ModelFileChoice.Static(paths) is { Count: > 0 } table
            ? new WeightChoice(runtime, table, null, null)
            : throw new EmbeddingException(EmbeddingError.Unsupported,
                $"{model.Name}: {model.Repository} has no model.safetensors, which a table of token vectors lies in. Choose another model.");

    /// <param name="precision">Null takes the first there is, INT8 before the others.</param>
    /// <param name="settings">The model's settings, which are here already.</param>
    public static WeightChoice OfNetwork(
        IEmbeddingRuntime runtime, HubModel model, IReadOnlyList<string> paths, ModelFiles settings, ModelPrecision? precision, int? layer)
    {
        var known = model.Entry?.Files is { Count: > 0 } files ? files : GraphNames.Find(paths.Contains);
        return runtime.NeedsSafetensors || known.Count == 0 || layer is not (null or -1)
            ? OfSafetensors(runtime, model, paths, settings, precision)
            : OfGraph(runtime, model, paths, known, precision);
    }

    /// <summary>The weights as their authors have published them, which a runtime computes by itself or makes a graph of.</summary>
    private static WeightChoice OfSafetensors(
        IEmbeddingRuntime runtime, HubModel model, IReadOnlyList<string> paths, ModelFiles settings, ModelPrecision? precision)
    {
        if (ModelFileChoice.Safetensors(paths) is not { Count: > 0 } weights)
        {
            throw new EmbeddingException(EmbeddingError.Unsupported, runtime.NeedsSafetensors
                ? $"{model.Name}: {model.Repository} has no safetensors weights (model.safetensors), which the {runtime.Name} runtime needs. Choose another repository."
                : $"{model.Name}: {model.Repository} has neither an ONNX graph under a usual name (onnx/model.onnx, onnx/model_quantized.onnx) nor safetensors weights. "
                + "Name its file in ~/.patina/registry.toml under files, or choose another repository.");
        }

        return runtime.WhyNotArchitecture(settings) is { } refusal
            ? throw new EmbeddingException(EmbeddingError.Unsupported,
                $"{model.Name} cannot run on the {runtime.Name} runtime: {model.Repository} has safetensors weights, and {refusal}. Choose a repository with an ONNX graph of it.")
            : new WeightChoice(runtime, weights, null, precision ?? (runtime.NeedsSafetensors ? null : ModelPrecision.Int8));
    }

    private static WeightChoice OfGraph(
        IEmbeddingRuntime runtime, HubModel model, IReadOnlyList<string> paths, IReadOnlyDictionary<ModelPrecision, string> known, ModelPrecision? precision)
    {
        var wanted = precision ?? GraphNames.Preference.Cast<ModelPrecision?>().FirstOrDefault(candidate => known.ContainsKey(candidate!.Value));
        if (wanted is not { } chosen || !known.TryGetValue(chosen, out var graph))
            throw LacksPrecision(model, known, precision);
        return ModelFileChoice.Graph(paths, graph) is { Count: > 0 } all && all.Contains(graph)
            ? new WeightChoice(runtime, all, graph, chosen)
            : throw new EmbeddingException(EmbeddingError.Unsupported,
                $"{model.Name}: {model.Repository} has no {graph}. Correct the entry of the registry ({model.Entry?.Origin}), or choose another model.");
    }

    private static EmbeddingException LacksPrecision(HubModel model, IReadOnlyDictionary<ModelPrecision, string> known, ModelPrecision? precision) =>
        new(EmbeddingError.Unsupported,
            $"{model.Name} has no weights of precision {Precisions.WordOf(precision!.Value)}; it has {string.Join(", ", known.Keys.Select(Precisions.WordOf))}. "
            + "Change precision: in the recipe, or PATINA_MODEL.");
}
