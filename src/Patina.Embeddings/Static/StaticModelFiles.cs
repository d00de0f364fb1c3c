namespace Patina.Embeddings.Static;

/// <summary>Where the parts of a static model lie.</summary>
/// <param name="Config">Absolute, as the others.</param>
internal sealed record StaticModelFiles(string Config, string Tokenizer, string Weights)
{
    /// <summary>The folder layouts of Model2Vec 0.7, in its order: its own, and the two of sentence-transformers.</summary>
    private static readonly StaticModelFiles[] Layouts =
    [
        new("config.json", "tokenizer.json", "model.safetensors"),
        new("config_sentence_transformers.json", "tokenizer.json", "model.safetensors"),
        new("config_sentence_transformers.json", "0_StaticEmbedding/tokenizer.json", "0_StaticEmbedding/model.safetensors"),
    ];

    /// <summary>The list of modules that sentence-transformers applies one after the other; need not exist.</summary>
    public string Modules => Path.Combine(Path.GetDirectoryName(Config)!, "modules.json");

    /// <summary>Finds the first layout whose files are all there.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.MissingFile"/>.</exception>
    public static StaticModelFiles Find(string folder)
    {
        var root = Path.GetFullPath(folder);
        if (!Directory.Exists(root))
            throw new EmbeddingException(EmbeddingError.MissingFile, $"{root}: there is no such folder. Check embedding_model in the recipe.");

        foreach (var layout in Layouts)
        {
            var files = new StaticModelFiles(
                Path.Combine(root, layout.Config), Path.Combine(root, layout.Tokenizer), Path.Combine(root, layout.Weights));
            if (File.Exists(files.Config) && File.Exists(files.Tokenizer) && File.Exists(files.Weights))
                return files;
        }

        var expected = string.Join("; or ", Layouts.Select(layout => $"{layout.Config}, {layout.Tokenizer}, {layout.Weights}"));
        throw new EmbeddingException(EmbeddingError.MissingFile, $"{root}: is no static model. Expected {expected}.");
    }
}
