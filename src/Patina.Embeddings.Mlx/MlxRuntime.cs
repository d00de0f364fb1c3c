using Patina.Embeddings.Mlx.Native;
using Patina.Embeddings.Settings;
using Patina.Models;
using Patina.Safetensors;

namespace Patina.Embeddings.Mlx;

/// <summary>The <c>mlx</c> runtime: transformers that MLX computes, on Apple's graphics card, and elsewhere on the processor.</summary>
public sealed class MlxRuntime : IEmbeddingRuntime
{
    public string Name => "mlx";

    public bool NeedsSafetensors => true;

    public string? LibraryVersion => MlxLibrary.WhyNot() is null ? MlxLibrary.Version : null;

    public string? WhyNotHere() => MlxLibrary.WhyNot();

    public string? WhyNotArchitecture(ModelFiles settings) =>
        settings.Find("config.json") is null ? "it has no config.json" : Transformers.WhyNotArchitecture(settings.Folder);

    public string? WhyNot(ModelFiles files, EngineOptions options)
    {
        if (WhyNotHere() is { } reason)
            return reason;
        if (options.Provider is not (ExecutionProvider.Auto or ExecutionProvider.Cpu))
            return $"MLX has no provider {ExecutionProviders.WordOf(options.Provider)}; it takes auto or cpu";
        try
        {
            _ = files.Require("config.json");
            _ = files.Require("tokenizer.json");
            return Transformers.WhyNot(files.Folder);
        }
        catch (EmbeddingException error)
        {
            return error.Message.TrimEnd('.');
        }
    }

    public IReadOnlyList<(string Name, string Value, string Origin)> Describe(EngineOptions options)
    {
        if (WhyNotHere() is { } reason)
            throw new EmbeddingException(EmbeddingError.MissingLibrary, $"The mlx runtime cannot be used: {reason}.");
        var card = MlxLibrary.IsAppleSilicon && options.Provider != ExecutionProvider.Cpu;
        return
        [
            ("memory_limit", Limit(options.Mlx.Memory), options.Mlx.Memory is null ? ModelSettings.FromDefault : ModelSettings.FromOptions),
            ("cache_limit", Limit(options.Mlx.Cache), options.Mlx.Cache is null ? ModelSettings.FromDefault : ModelSettings.FromOptions),
            ("library", $"{MlxLibrary.Path} (MLX {MlxLibrary.Version})", Environment.GetEnvironmentVariable(MlxLibrary.Variable) is null ? ModelSettings.FromDefault : MlxLibrary.Variable),
            ("provider", card ? "metal" : "cpu", card || options.Provider == ExecutionProvider.Cpu ? ModelSettings.FromOptions : "no Apple silicon"),
        ];
    }

    /// <param name="cancellation">Looked at before the weights are opened, which itself cannot be interrupted.</param>
    public IEmbeddingEngine Open(ModelFiles files, EngineOptions options, CancellationToken cancellation = default)
    {
        var settings = ModelSettings.Read(files, options);
        var weights = TransformerFiles.Find(files);
        var layer = options.ExtractionLayer ?? -1;
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var model = MlxTransformer.Open(OpenModel(files.Folder, layer), options.Precision, options.Provider == ExecutionProvider.Cpu, options.Mlx);
            return TransformerEngine.Open(files, options, settings, new MlxTokenEncoder(model, layer), weights, $"mlx {model.Numbers} layer {layer}");
        }
        catch (Exception exception) when (exception is ModelException or SafetensorsException)
        {
            throw new EmbeddingException(EmbeddingError.BadWeights, exception.Message, exception);
        }
    }

    private static string Limit(long? bytes) => bytes is { } given ? ByteSize.WordOf(given) : "MLX's own";

    private static Transformer OpenModel(string folder, int layer)
    {
        var model = Transformers.Open(folder);
        try
        {
            model.Shape.ResolveLayer(layer);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
