using System.Security.Cryptography;
using System.Text;
using Patina.Models;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>
/// Graphs of models that have none: made here from their safetensors weights, once, and kept in a cache. A kept graph belongs to the
/// very files it was made from; whatever changes them makes another.
/// </summary>
internal static class ExportedGraphs
{
    public const string GraphName = "model.onnx";

    /// <summary>Changes with what an export writes, so that older ones are made again.</summary>
    private const int Version = 5;

    /// <summary>Why no graph can be made of a folder; null if one can.</summary>
    public static string? WhyNot(ModelFiles files, EngineOptions options)
    {
        if (options.Precision is ModelPrecision.Bf16)
            return "graphs are written in fp32, fp16, int8 or int4, not in bf16";
        return files.Find("config.json") is null ? "the folder has no config.json" : Transformers.WhyNot(files.Folder);
    }

    /// <summary>What decides the vectors beside the files.</summary>
    public static string Variant(EngineOptions options) => $"export {Version} {PrecisionOf(options)} layer {options.ExtractionLayer ?? -1}";

    /// <summary>A folder with the graph, made first where it is not there.</summary>
    /// <param name="cancellation">Leaves nothing behind.</param>
    /// <exception cref="EmbeddingException">The weights do not fit the configuration, or the cache cannot be written.</exception>
    public static ModelFiles Make(ModelFiles files, EngineOptions options, CancellationToken cancellation)
    {
        var folder = FolderFor(files, options);
        if (File.Exists(Path.Combine(folder, GraphName)))
            return new ModelFiles(folder);

        var staging = $"{folder}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(staging);
            using (var model = Transformers.Open(files.Folder))
            {
                GraphExport.Write(
                    model, Path.Combine(staging, GraphName), new ExportOptions { Precision = PrecisionOf(options), Layer = options.ExtractionLayer ?? -1 },
                    options.Export, cancellation);
            }

            MoveInto(staging, folder);
            return new ModelFiles(folder);
        }
        catch (ModelException exception)
        {
            throw new EmbeddingException(EmbeddingError.BadWeights, exception.Message, exception);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>The files of a graph that was made before; empty where none was.</summary>
    /// <returns>Absolute.</returns>
    public static IReadOnlyList<string> Made(ModelFiles files, EngineOptions options) =>
        FolderFor(files, options) is var folder && Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)] : [];

    private static string FolderFor(ModelFiles files, EngineOptions options) => Path.Combine(
        options.OptimizedModels ?? MachineSettings.DefaultGraphFolder(Environment.GetEnvironmentVariable(MachineSettings.CacheVariable)), NameFor(files, options));

    private static ModelPrecision PrecisionOf(EngineOptions options) => options.Precision ?? ModelPrecision.Int8;

    private static string NameFor(ModelFiles files, EngineOptions options)
    {
        var parts = new StringBuilder(Variant(options));
        foreach (var name in TransformerFiles.Find(files))
        {
            var path = files.Require(name);
            var file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
            parts.Append('\n').Append(file.FullName).Append('\n').Append(file.Length).Append('\n').Append(file.LastWriteTimeUtc.Ticks);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts.ToString())))[..32];
    }

    /// <summary>Another process may have made the same graph meanwhile; then its folder serves.</summary>
    private static void MoveInto(string staging, string folder)
    {
        try
        {
            Directory.Move(staging, folder);
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, GraphName)))
        {
        }
    }
}
