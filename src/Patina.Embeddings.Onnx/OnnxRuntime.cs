using Patina.Embeddings.Settings;

namespace Patina.Embeddings.Onnx;

/// <summary>The <c>onnx</c> runtime: graphs that ONNX Runtime computes, on the processor or what the library was built for.</summary>
public sealed class OnnxRuntime : IEmbeddingRuntime
{
    public string Name => "onnx";

    public string? WhyNot(ModelFiles files, EngineOptions options)
    {
        try
        {
            _ = GraphChoice.Make(files, options);
            _ = files.Require("tokenizer.json");
            return Providers.WhyNot(options.Provider);
        }
        catch (EmbeddingException error)
        {
            return error.Message.TrimEnd('.');
        }
    }

    /// <param name="cancellation">Looked at before the graph is opened, which itself cannot be interrupted.</param>
    public IEmbeddingEngine Open(ModelFiles files, EngineOptions options, CancellationToken cancellation = default)
    {
        var graph = GraphChoice.Make(files, options);
        var settings = ModelSettings.Read(files, options);
        cancellation.ThrowIfCancellationRequested();

        // What the user or the registry says is done above the graph even where it could pool itself; else its authors' own pooling comes first.
        var encoder = OnnxModel.Open(files, graph, options.Pooling ?? PoolingAbove(settings), options);
        return TransformerEngine.Open(files, options, settings, encoder, OnnxModel.FilesOf(files, graph));
    }

    /// <summary>Null lets the graph pool itself where it can.</summary>
    private static Pooling? PoolingAbove(ModelSettings settings) => settings.Pooling?.Value is Pooling.None ? Pooling.None : null;
}
