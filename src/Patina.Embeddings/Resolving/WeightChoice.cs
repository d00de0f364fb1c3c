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
    public static WeightChoice OfGraph(IEmbeddingRuntime runtime, HubModel model, IReadOnlyList<string> paths, ModelPrecision? precision)
    {
        var known = model.Entry?.Files is { Count: > 0 } files ? files : GraphNames.Find(paths.Contains);
        var wanted = precision ?? GraphNames.Preference.Cast<ModelPrecision?>().FirstOrDefault(candidate => known.ContainsKey(candidate!.Value));
        if (wanted is not { } chosen || !known.TryGetValue(chosen, out var graph))
            throw LacksPrecision(model, known, precision);
        return ModelFileChoice.Graph(paths, graph) is { Count: > 0 } all && all.Contains(graph)
            ? new WeightChoice(runtime, all, graph, chosen)
            : throw new EmbeddingException(EmbeddingError.Unsupported,
                $"{model.Name}: {model.Repository} has no {graph}. Correct the entry of the registry ({model.Entry?.Origin}), or choose another model.");
    }

    private static EmbeddingException LacksPrecision(HubModel model, IReadOnlyDictionary<ModelPrecision, string> known, ModelPrecision? precision) =>
        known.Count == 0
            ? new EmbeddingException(EmbeddingError.Unsupported,
                $"{model.Name}: {model.Repository} has no ONNX graph under a usual name (onnx/model.onnx, onnx/model_quantized.onnx). Name its file in "
                + "~/.patina/registry.toml under files, or choose another repository.")
            : new EmbeddingException(EmbeddingError.Unsupported,
                $"{model.Name} has no weights of precision {Precisions.WordOf(precision!.Value)}; it has {string.Join(", ", known.Keys.Select(Precisions.WordOf))}. "
                + "Change precision: in the recipe, or PATINA_MODEL.");
}
