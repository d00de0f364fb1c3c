using System.Runtime.InteropServices;

namespace Patina.Embeddings.Resolving;

/// <summary>The names that exporters give to graphs of each precision, for repositories that the registry does not describe.</summary>
internal static class WeightNames
{
    /// <summary>Taken when nothing is asked for: the first there is.</summary>
    public static IReadOnlyList<ModelPrecision> Preference { get; } =
        [ModelPrecision.Int8, ModelPrecision.Fp32, ModelPrecision.Fp16, ModelPrecision.Bf16, ModelPrecision.Int4];

    private static readonly string[] Folders = ["onnx/", ""];

    /// <summary>The graphs that a repository has, by precision.</summary>
    public static IReadOnlyDictionary<ModelPrecision, string> Find(IReadOnlyList<string> paths)
    {
        var found = new Dictionary<ModelPrecision, string>();
        foreach (var precision in Preference)
        {
            if (Folders.SelectMany(folder => NamesOf(precision).Select(name => folder + name)).FirstOrDefault(paths.Contains) is { } path)
                found.Add(precision, path);
        }

        return found;
    }

    /// <remarks>optimum and transformers.js name them so; those made for one kind of processor count on that kind only.</remarks>
    private static string[] NamesOf(ModelPrecision precision) => precision switch
    {
        ModelPrecision.Int8 => ["model_quantized.onnx", "model_int8.onnx", RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "model_qint8_arm64.onnx" : "model_quint8_avx2.onnx", "model_uint8.onnx"],
        ModelPrecision.Fp16 => ["model_fp16.onnx"],
        ModelPrecision.Bf16 => ["model_bf16.onnx"],
        ModelPrecision.Int4 => ["model_q4.onnx", "model_q4f16.onnx", "model_bnb4.onnx", "model_int4.onnx"],
        _ => ["model.onnx", "model_fp32.onnx"],
    };
}
