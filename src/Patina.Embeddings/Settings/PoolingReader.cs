namespace Patina.Embeddings.Settings;

/// <summary>Reads the config.json of a pooling module of sentence-transformers.</summary>
internal static class PoolingReader
{
    private const string Prefix = "pooling_mode_";

    /// <param name="folder">The module's folder; null where modules.json names none.</param>
    /// <returns>Null where nothing says how to pool.</returns>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.Unsupported"/>: a way that is not known, or several at once.</exception>
    public static Setting<Pooling>? Read(ModelFiles files, string? folder)
    {
        // The folder's usual name, where a copy of the model left out the list of modules.
        var name = $"{folder ?? "1_Pooling"}/config.json";
        if (files.Find(name) is not { } path)
            return folder is null ? null : throw new EmbeddingException(EmbeddingError.MissingFile, $"{files.Folder}: has no file {name}. Fetch the model again.");

        var reader = new SettingsReader(path);
        if (reader.Boolean("include_prompt") is false)
            throw reader.Unsupported("include_prompt is false: prompts are to be left out of the average, which is not implemented");
        return new Setting<Pooling>(Parse(reader), name);
    }

    private static Pooling Parse(SettingsReader reader)
    {
        if (reader.String("pooling_mode") is { } mode)
            return Parse(reader, mode);

        var modes = reader.Root.EnumerateObject()
            .Where(property => property.Name.StartsWith(Prefix, StringComparison.Ordinal) && reader.Boolean(property.Name) is true)
            .Select(property => property.Name[Prefix.Length..])
            .ToList();
        return modes.Count == 1
            ? Parse(reader, modes[0])
            : throw reader.Unsupported(modes.Count == 0 ? "no way of pooling is switched on" : $"several ways of pooling at once ({string.Join(", ", modes)}) are not known");
    }

    private static Pooling Parse(SettingsReader reader, string mode) => mode switch
    {
        "mean_tokens" or "mean" => Pooling.Mean,
        "cls_token" or "cls" => Pooling.Cls,
        "lasttoken" => Pooling.LastToken,
        "max_tokens" or "max" => Pooling.Max,
        "weightedmean_tokens" or "weightedmean" => Pooling.WeightedMean,
        "mean_sqrt_len_tokens" or "mean_sqrt_len" => Pooling.MeanSqrtLength,
        _ => throw reader.Unsupported($"pooling '{mode}' is not known; known are mean, cls, lasttoken, max, weightedmean and mean_sqrt_len"),
    };
}
