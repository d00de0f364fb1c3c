using Patina.Embeddings.Onnx.Export;
using Patina.Embeddings.Onnx.Native;
using Patina.Embeddings.Settings;
using Patina.Models;

namespace Patina.Embeddings.Onnx;

/// <summary>The <c>onnx</c> runtime: graphs that ONNX Runtime computes, on the processor or what the library was built for.</summary>
public sealed class OnnxRuntime : IEmbeddingRuntime
{
    public string Name => "onnx";

    public string? LibraryVersion => OrtApi.Instance.LibraryVersion;

    public string? WhyNot(ModelFiles files, EngineOptions options)
    {
        try
        {
            if (NeedsExport(files, options))
            {
                if (ExportedGraphs.WhyNot(files, options) is { } reason)
                    return GraphChoice.Find(files).Count == 0 ? $"{files.Folder} has no graph for ONNX Runtime (onnx/model.onnx, model.onnx), and none can be made: {reason}" : NoLayers(options);
            }
            else
            {
                _ = GraphChoice.Make(files, options);
            }

            _ = files.Require("tokenizer.json");
            return Providers.WhyNot(options.Provider);
        }
        catch (EmbeddingException error)
        {
            return error.Message.TrimEnd('.');
        }
    }

    public string? WhyNotArchitecture(ModelFiles settings) => settings.Find("config.json") is null ? "it has no config.json" : Transformers.WhyNotArchitecture(settings.Folder);

    public IReadOnlyList<(string Name, string Value, string Origin)> Describe(EngineOptions options)
    {
        var (provider, why) = Providers.Describe(options.Provider);
        var all = options.Threads is null;
        var optimization = options.Optimization.ToString().ToLowerInvariant();
        return
        [
            ("provider", provider, why),
            ("threads", $"{options.Threads ?? Environment.ProcessorCount}", all ? "all processors" : ModelSettings.FromOptions),
            ("graph_optimization", optimization, options.Optimization == GraphOptimization.All ? ModelSettings.FromDefault : ModelSettings.FromOptions),
            ("keep_optimized", options.OptimizedModels ?? "no", options.OptimizedModels is null ? ModelSettings.FromDefault : ModelSettings.FromOptions),
        ];
    }

    public IReadOnlyList<string> WeightFiles(ModelFiles files, EngineOptions options) => NeedsExport(files, options)
        ? [.. TransformerFiles.Find(files).Select(files.Require), .. ExportedGraphs.Made(files, options)]
        : [.. OnnxModel.FilesOf(files, GraphChoice.Make(files, options)).Select(files.Require)];

    /// <param name="cancellation">Looked at before the graph is opened, which itself cannot be interrupted.</param>
    public IEmbeddingEngine Open(ModelFiles files, EngineOptions options, CancellationToken cancellation = default)
    {
        if (NeedsExport(files, options))
            return OpenExported(files, options, cancellation);

        var graph = GraphChoice.Make(files, options);
        var settings = ModelSettings.Read(files, options);
        cancellation.ThrowIfCancellationRequested();

        // What the user or the registry says is done above the graph even where it could pool itself; else its authors' own pooling comes first.
        var encoder = OnnxModel.Open(files, graph, options.Pooling ?? PoolingAbove(settings), options);
        return TransformerEngine.Open(files, options, settings, encoder, OnnxModel.FilesOf(files, graph));
    }

    /// <summary>Graphs give their last layer only; and some models come without one.</summary>
    private static bool NeedsExport(ModelFiles files, EngineOptions options) =>
        options.WeightsFile is null && (options.ExtractionLayer is not (null or -1) || GraphChoice.Find(files).Count == 0);

    private static string NoLayers(EngineOptions options) => $"extraction_layer {options.ExtractionLayer} needs the model's safetensors weights; the folder has a finished graph only";

    private static TransformerEngine OpenExported(ModelFiles files, EngineOptions options, CancellationToken cancellation)
    {
        var settings = ModelSettings.Read(files, options);
        cancellation.ThrowIfCancellationRequested();
        var exported = ExportedGraphs.Make(files, options, cancellation);
        var encoder = OnnxModel.Open(exported, ExportedGraphs.GraphName, PoolingAbove(settings), options);
        return TransformerEngine.Open(files, options, settings, encoder, TransformerFiles.Find(files), ExportedGraphs.Variant(options));
    }

    /// <summary>Null lets the graph pool itself where it can.</summary>
    private static Pooling? PoolingAbove(ModelSettings settings) => settings.Pooling?.Value is Pooling.None ? Pooling.None : null;
}
