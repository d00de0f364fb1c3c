using Patina.Models.Architectures;
using Patina.Models.Weights;

namespace Patina.Models;

/// <summary>Opens transformers from folders in the layout of Hugging Face: config.json and safetensors.</summary>
public static class Transformers
{
    /// <summary>What is built here, by <c>model_type</c>.</summary>
    private static readonly Dictionary<string, Func<ModelConfig, WeightStore, Transformer>> Architectures = new(StringComparer.Ordinal)
    {
        ["bert"] = BertModel.Create,
        ["nomic_bert"] = NomicBertModel.Create,
        ["modernbert"] = ModernBertModel.Create,
        ["qwen3"] = Qwen3Model.Create,
        ["olmo3"] = Olmo3Model.Create,
    };

    /// <summary>The <c>model_type</c>s that can be opened.</summary>
    public static IReadOnlyCollection<string> Known => Architectures.Keys;

    /// <summary>Opens a model: maps its weights and checks that each is there and has its shape. Nothing is computed yet.</summary>
    /// <exception cref="ModelException">The architecture is unknown, or the files do not fit it; the message says which and how.</exception>
    /// <exception cref="Patina.Safetensors.SafetensorsException">A file breaks the format.</exception>
    public static Transformer Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var config = ModelConfig.Load(folder);
        var type = config.Text("model_type") ?? "";
        if (!Architectures.TryGetValue(type, out var create))
        {
            throw new ModelException(ModelError.Unsupported,
                $"{folder}: \"model_type\" is '{type}'; known here: {string.Join(", ", Known.Order(StringComparer.Ordinal))}.");
        }

        var weights = WeightStore.Open(folder, config);
        try
        {
            return create(config, weights);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }
}
