using Patina.Embeddings.Settings;
using Patina.Models;
using Patina.Safetensors;

namespace Patina.Embeddings.Reference;

/// <summary>
/// The <c>reference</c> runtime: transformers by the plain loops that others are compared with, in 32-bit floats. Far too slow for a project;
/// it is there for <c>patina model verify</c>.
/// </summary>
public sealed class ReferenceRuntime : IEmbeddingRuntime
{
    public string Name => "reference";

    public bool NeedsSafetensors => true;

    public string? WhyNotArchitecture(ModelFiles settings) =>
        settings.Find("config.json") is null ? "it has no config.json" : Transformers.WhyNotArchitecture(settings.Folder);

    public string? WhyNot(ModelFiles files, EngineOptions options)
    {
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

    public IEmbeddingEngine Open(ModelFiles files, EngineOptions options, CancellationToken cancellation = default)
    {
        var settings = ModelSettings.Read(files, options);
        var weights = TransformerFiles.Find(files);
        var layer = options.ExtractionLayer ?? -1;
        try
        {
            return TransformerEngine.Open(
                files, options, settings, ReferenceTokenEncoder.Open(files.Folder, layer), weights, $"reference layer {layer}");
        }
        catch (Exception exception) when (exception is ModelException or SafetensorsException)
        {
            throw new EmbeddingException(EmbeddingError.BadWeights, exception.Message, exception);
        }
    }
}
