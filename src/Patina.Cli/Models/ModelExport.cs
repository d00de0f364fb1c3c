using System.Diagnostics;
using Patina.Embeddings;
using Patina.Embeddings.Onnx.Export;
using Patina.Memory;

namespace Patina.Cli.Models;

/// <summary>A model that was exported.</summary>
/// <param name="Folder">Absolute.</param>
/// <param name="Files">Name and bytes of each, with <c>/</c>.</param>
/// <param name="Time">That the writing took.</param>
/// <param name="Agreement">With 32-bit weights; null where they were not compared.</param>
/// <param name="NotCompared">Why they were not; null where they were, or the weights have 32 bits.</param>
internal sealed record ModelExport(
    string Model, string Folder, ExportOptions Graph, int Dimension, IReadOnlyList<(string Name, long Bytes)> Files, TimeSpan Time,
    VectorAgreement? Agreement, string? NotCompared)
{
    /// <summary>A comparison runs the model with 32-bit weights, which takes about this much memory; larger ones only when asked for.</summary>
    private const long LargestCompared = 3L << 30;

    /// <param name="folder">Must not exist.</param>
    /// <param name="compare">True and false decide; null compares unless it takes much.</param>
    public static ModelExport Run(
        ModelFiles source, EngineOptions options, string folder, bool pools, bool? compare, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        using var export = FolderExport.Begin(source, options, folder, pools);
        var clock = Stopwatch.StartNew();
        var files = export.Write(new GraphStage(progress), cancellation);
        var time = clock.Elapsed;
        var reason = WhyNotCompared(export, compare);
        VectorAgreement? agreement = null;
        if (reason is null && export.Graph.Precision != ModelPrecision.Fp32)
            agreement = export.Compare(new GraphStage(progress, "comparing MB"), cancellation);
        cancellation.ThrowIfCancellationRequested();
        export.Complete();
        return new ModelExport(options.ModelName, Path.GetFullPath(folder), export.Graph, export.Shape.Hidden, files, time, agreement, reason);
    }

    private static string? WhyNotCompared(FolderExport export, bool? compare)
    {
        if (export.Graph.Precision == ModelPrecision.Fp32)
            return null;
        if (compare is false)
            return "--no-compare";
        return export.WhyNotCompare() ?? (compare is null && export.BytesToCompare is > LargestCompared and var bytes
            ? $"its 32-bit weights have {bytes / 1e9:F1} GB; --compare does it all the same"
            : null);
    }
}
