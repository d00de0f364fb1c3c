using System.Runtime.InteropServices;

namespace Patina.Embeddings;

/// <summary>The names that exporters give to graphs of each precision, in folders and repositories that nothing describes.</summary>
public static class GraphNames
{
    /// <summary>Taken when nothing is asked for, the first there is: the smallest that gives about the same vectors.</summary>
    public static IReadOnlyList<ModelPrecision> Preference { get; } =
        [ModelPrecision.Int8, ModelPrecision.Fp32, ModelPrecision.Fp16, ModelPrecision.Bf16, ModelPrecision.Int4];

    private static readonly string[] Folders = ["onnx/", ""];

    /// <summary>The graphs that there are, by precision.</summary>
    /// <param name="exists">Whether a path is there; relative, with <c>/</c>.</param>
    public static IReadOnlyDictionary<ModelPrecision, string> Find(Func<string, bool> exists)
    {
        var found = new Dictionary<ModelPrecision, string>();
        foreach (var precision in Preference)
        {
            if (NamesOf(precision).SelectMany(name => Folders.Select(folder => $"{folder}{name}.onnx")).FirstOrDefault(exists) is { } path)
                found.Add(precision, path);
        }

        return found;
    }

    /// <remarks>optimum and transformers.js name them so; those made for one kind of processor count on that kind only.</remarks>
    private static string[] NamesOf(ModelPrecision precision) => precision switch
    {
        ModelPrecision.Int8 => ["model_quantized", "model_int8", "model_uint8", .. OfThisProcessor()],
        ModelPrecision.Fp16 => ["model_fp16"],
        ModelPrecision.Bf16 => ["model_bf16"],
        ModelPrecision.Int4 => ["model_q4", "model_q4f16", "model_bnb4", "model_int4"],
        _ => ["model", "model_fp32"],
    };

    private static string[] OfThisProcessor() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.Arm64 => ["model_qint8_arm64"],
        Architecture.X64 => ["model_quint8_avx2", "model_qint8_avx512_vnni", "model_qint8_avx512"],
        _ => [],
    };
}
