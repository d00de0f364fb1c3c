namespace Patina.Embeddings;

/// <summary>The files that runtimes compute a transformer from where it has no finished graph.</summary>
public static class TransformerFiles
{
    /// <summary>Configuration and weights, relative to the folder.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.OutsideModel"/>: a link among them leads out of the folder.</exception>
    public static IReadOnlyList<string> Find(ModelFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        string[] names = ["config.json", .. Directory.GetFiles(files.Folder, "*.safetensors").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        foreach (var name in names)
            files.Require(name);
        _ = files.Find("model.safetensors.index.json");
        return names;
    }
}
