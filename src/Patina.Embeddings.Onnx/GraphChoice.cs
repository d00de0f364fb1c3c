using Patina.Embeddings.Onnx.Files;

namespace Patina.Embeddings.Onnx;

/// <summary>Which of the graphs of a folder is opened.</summary>
internal static class GraphChoice
{
    /// <summary>The graphs of a folder, by precision: what a graph says of itself counts more than its name.</summary>
    public static IReadOnlyDictionary<ModelPrecision, string> Find(ModelFiles files)
    {
        var named = GraphNames.Find(name => files.Find(name) is not null);
        if (!named.TryGetValue(ModelPrecision.Fp32, out var unmarked) || GraphFile.Read(files.Require(unmarked)).Precision is not { } precision || precision == ModelPrecision.Fp32)
            return named;

        var graphs = named.Where(graph => graph.Key != ModelPrecision.Fp32).ToDictionary();
        graphs.TryAdd(precision, unmarked);
        return graphs;
    }

    /// <returns>The path within the folder, with <c>/</c>.</returns>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.MissingFile"/>: there is none, or none of the precision asked for.</exception>
    public static string Make(ModelFiles files, EngineOptions options)
    {
        if (options.WeightsFile is { } named)
        {
            _ = files.Require(named);
            return named;
        }

        var graphs = Find(files);
        if (graphs.Count == 0)
        {
            throw new EmbeddingException(EmbeddingError.MissingFile,
                $"{files.Folder}: has no graph for ONNX Runtime. Expected onnx/model.onnx, model.onnx, or another usual name such as onnx/model_quantized.onnx.");
        }

        var wanted = options.Precision ?? GraphNames.Preference.First(graphs.ContainsKey);
        return graphs.GetValueOrDefault(wanted)
            ?? throw new EmbeddingException(EmbeddingError.MissingFile,
                $"{files.Folder}: has no graph of precision {Precisions.WordOf(wanted)}. It has {string.Join(", ", graphs.Select(graph => $"{Precisions.WordOf(graph.Key)} ({graph.Value})"))}. " +
                "Write one of these after precision:, or fetch the file.");
    }
}
