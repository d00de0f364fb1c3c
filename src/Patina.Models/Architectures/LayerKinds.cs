namespace Patina.Models.Architectures;

/// <summary>Which layers attend to everything, and which to a window.</summary>
internal static class LayerKinds
{
    /// <param name="rule">What holds when the configuration does not list the layers.</param>
    /// <returns>Per layer whether it attends to everything.</returns>
    /// <exception cref="ModelException"><see cref="ModelError.BadConfig"/>: the list has another length, or an unknown kind.</exception>
    public static bool[] Full(ModelConfig config, int layers, Func<int, bool> rule)
    {
        if (config.Texts("layer_types") is not { } kinds)
            return [.. Enumerable.Range(0, layers).Select(rule)];
        if (kinds.Count != layers)
            throw new ModelException(ModelError.BadConfig, $"config.json: \"layer_types\" lists {kinds.Count} layers; expected {layers}.");
        return [.. kinds.Select(kind => kind switch
        {
            RotarySettings.FullAttention => true,
            RotarySettings.SlidingAttention => false,
            _ => throw config.Unsupported("layer_types", kind, "full_attention or sliding_attention"),
        })];
    }
}
