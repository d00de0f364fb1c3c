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

    /// <summary>Why a folder cannot be opened, as far as its configuration and the names of its files tell; null if nothing speaks against it.</summary>
    /// <returns>A clause to stand after "because".</returns>
    public static string? WhyNot(string folder) =>
        WhyNotArchitecture(folder) ?? (WeightFiles.Exist(folder) ? null : "it has no safetensors weights");

    /// <summary>The same by the configuration alone: the weights may not be there yet.</summary>
    /// <inheritdoc cref="WhyNot"/>
    public static string? WhyNotArchitecture(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            var type = ModelConfig.Load(folder).Text("model_type") ?? "";
            return Architectures.ContainsKey(type) ? null : UnknownType(type);
        }
        catch (ModelException exception)
        {
            return exception.Message.TrimEnd('.');
        }
    }

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
            throw new ModelException(ModelError.Unsupported, $"{folder}: {UnknownType(type)}.");
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

    private static string UnknownType(string type) =>
        $"\"model_type\" is '{type}'; known here: {string.Join(", ", Known.Order(StringComparer.Ordinal))}";
}
