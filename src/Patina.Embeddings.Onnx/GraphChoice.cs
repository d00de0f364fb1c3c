namespace Patina.Embeddings.Onnx;

/// <summary>Which of the graphs of a folder is opened. The names are those that exporters give.</summary>
internal static class GraphChoice
{
    /// <summary>By precision; the smallest that gives about the same vectors comes first, as it is taken where none is named.</summary>
    private static readonly (ModelPrecision Precision, string[] Names)[] Known =
    [
        (ModelPrecision.Int8, ["model_quantized", "model_int8", "model_uint8", "model_qint8_avx512_vnni", "model_qint8_avx512", "model_quint8_avx2", "model_qint8_arm64"]),
        (ModelPrecision.Fp32, ["model"]),
        (ModelPrecision.Fp16, ["model_fp16"]),
        (ModelPrecision.Bf16, ["model_bf16"]),
        (ModelPrecision.Int4, ["model_q4", "model_q4f16", "model_bnb4"]),
    ];

    private static readonly string[] Folders = ["onnx/", ""];

    /// <summary>The precisions that a folder has, with their files; the one taken by default first.</summary>
    public static IReadOnlyList<(ModelPrecision Precision, string File)> List(ModelFiles files) =>
    [
        .. from known in Known
           from name in known.Names
           from folder in Folders
           let file = $"{folder}{name}.onnx"
           where files.Find(file) is not null
           select (known.Precision, file),
    ];

    /// <returns>The path within the folder, with <c>/</c>.</returns>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.MissingFile"/>: there is none, or none of the precision asked for.</exception>
    public static string Make(ModelFiles files, EngineOptions options)
    {
        if (options.WeightsFile is { } named)
        {
            _ = files.Require(named);
            return named;
        }

        var graphs = List(files);
        if (graphs.Count == 0)
        {
            throw new EmbeddingException(EmbeddingError.MissingFile,
                $"{files.Folder}: has no graph for ONNX Runtime. Expected onnx/model.onnx, model.onnx, or one of the names {string.Join(", ", Known.SelectMany(known => known.Names).Skip(1))}.");
        }

        if (options.Precision is not { } wanted)
            return graphs[0].File;
        return graphs.FirstOrDefault(graph => graph.Precision == wanted).File
            ?? throw new EmbeddingException(EmbeddingError.MissingFile,
                $"{files.Folder}: has no graph of precision {Word(wanted)}. It has {string.Join(", ", graphs.Select(graph => $"{Word(graph.Precision)} ({graph.File})"))}. " +
                "Write one of these after precision:, or fetch the file.");
    }

    private static string Word(ModelPrecision precision) => precision.ToString().ToLowerInvariant();
}
