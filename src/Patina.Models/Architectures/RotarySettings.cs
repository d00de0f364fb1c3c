using System.Globalization;

namespace Patina.Models.Architectures;

/// <summary>
/// Reads rotary position embeddings from a configuration: <c>rope_theta</c> with <c>rope_scaling</c>, or since transformers 5
/// <c>rope_parameters</c>, for the whole model or by kind of layer.
/// </summary>
internal static class RotarySettings
{
    public const string FullAttention = "full_attention";
    public const string SlidingAttention = "sliding_attention";

    /// <param name="dimension">Numbers per head.</param>
    /// <param name="theta">The base where the configuration names none.</param>
    /// <param name="kind"><see cref="FullAttention"/> or <see cref="SlidingAttention"/>.</param>
    /// <param name="scaled">Whether a scaling for the whole model holds for this kind of layer.</param>
    /// <exception cref="ModelException"><see cref="ModelError.Unsupported"/>, <see cref="ModelError.BadConfig"/>.</exception>
    public static RotaryTable Read(ModelConfig config, int dimension, double theta, string kind = FullAttention, bool scaled = true)
    {
        if (dimension % 2 != 0)
            throw new ModelException(ModelError.Unsupported, $"heads of {dimension} numbers have no pairs to rotate; expected an even number.");
        var parameters = config.Section("rope_parameters");
        var byKind = parameters?.Section(kind);
        var section = byKind ?? parameters;
        theta = section?.OptionalNumber("rope_theta") ?? config.Number("rope_theta", theta);
        RequireWhole(section ?? config);
        var scaling = section ?? config.Section("rope_scaling");
        return scaling is null || (byKind is null && !scaled)
            ? RotaryTable.Plain(dimension, theta)
            : Scaled(scaling, config, dimension, theta);
    }

    private static RotaryTable Scaled(ModelConfig scaling, ModelConfig config, int dimension, double theta)
    {
        switch (scaling.Text("rope_type") ?? scaling.Text("type") ?? "default")
        {
            case "default":
                return RotaryTable.Plain(dimension, theta);
            case "linear":
                return RotaryTable.Linear(dimension, theta, scaling.Number("factor"));
            case "yarn":
                var trained = scaling.OptionalNumber("original_max_position_embeddings") ?? config.Number("max_position_embeddings");
                return RotaryTable.Yarn(dimension, theta, new YarnSettings(
                    scaling.Number("factor"), trained, scaling.Number("beta_fast", 32), scaling.Number("beta_slow", 1), AttentionFactor(scaling))
                {
                    Truncate = scaling.Flag("truncate", true),
                });
            case var other:
                throw scaling.Unsupported("rope_type", other, "default, linear or yarn");
        }
    }

    /// <summary>Given, or by the two numbers that DeepSeek's configurations have.</summary>
    private static double? AttentionFactor(ModelConfig scaling) => scaling.OptionalNumber("attention_factor") is { } given ? given
        : scaling.OptionalNumber("mscale") is { } m && scaling.OptionalNumber("mscale_all_dim") is { } all
        ? YarnSettings.Growth(scaling.Number("factor"), m) / YarnSettings.Growth(scaling.Number("factor"), all) : null;

    private static void RequireWhole(ModelConfig config)
    {
        if (config.OptionalNumber("partial_rotary_factor") is { } part and not 1)
            throw config.Unsupported("partial_rotary_factor", part.ToString(CultureInfo.InvariantCulture), "1");
    }
}
