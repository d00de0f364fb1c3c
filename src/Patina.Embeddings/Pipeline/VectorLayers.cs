using Patina.Embeddings.Settings;
using Patina.Safetensors;

namespace Patina.Embeddings.Pipeline;

/// <summary>Loads the layers that a model puts behind pooling.</summary>
internal static class VectorLayers
{
    /// <param name="width">Numbers of a pooled vector.</param>
    /// <exception cref="EmbeddingException">A file is missing, or its shapes do not fit.</exception>
    public static IReadOnlyList<IVectorLayer> Load(ModelFiles files, IReadOnlyList<VectorModule> modules, int width)
    {
        var layers = new List<IVectorLayer>();
        foreach (var module in modules)
        {
            var layer = Load(files, module);
            if (layer.InputWidth != width)
            {
                throw new EmbeddingException(EmbeddingError.BadWeights,
                    $"{files.Folder}: the layer {module.Folder} takes vectors of {layer.InputWidth} numbers, it gets {width}. Fetch the model again.");
            }

            layers.Add(layer);
            width = layer.OutputWidth;
        }

        return layers;
    }

    /// <summary>The files that decide what the layers do, relative to the folder.</summary>
    public static IEnumerable<string> FilesOf(IReadOnlyList<VectorModule> modules) =>
        modules.SelectMany(module => new[] { $"{module.Folder}/config.json", $"{module.Folder}/model.safetensors" });

    private static IVectorLayer Load(ModelFiles files, VectorModule module)
    {
        var config = new SettingsReader(files.Require($"{module.Folder}/config.json"));
        var path = files.Find($"{module.Folder}/model.safetensors") ?? throw new EmbeddingException(EmbeddingError.MissingFile,
            $"{files.Folder}: has no {module.Folder}/model.safetensors. A pytorch_model.bin runs code when it is read and is not; choose a newer revision of the model.");
        try
        {
            using var weights = SafetensorsFile.Open(path);
            return module.Kind == ModuleKind.Dense ? DenseLayer.Read(config, weights) : LayerNormLayer.Read(weights);
        }
        catch (SafetensorsException error)
        {
            throw new EmbeddingException(EmbeddingError.BadWeights, error.Message, error);
        }
    }
}
