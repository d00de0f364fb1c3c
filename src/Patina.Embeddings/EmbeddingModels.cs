using Patina.Embeddings.Static;

namespace Patina.Embeddings;

/// <summary>Opens the model that a recipe names.</summary>
public static class EmbeddingModels
{
    /// <summary>The model of a project whose recipe names none.</summary>
    public const string Default = "patina-static-v0";

    /// <summary>The names of the models that come with the program.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. EmbeddedModel.All.Select(model => model.Name)];

    /// <summary>Opens a model by the recipe's <c>embedding_model</c> and <c>runtime</c>.</summary>
    /// <param name="modelName">
    /// One of <see cref="Names"/>, or a folder: <c>./…</c> within the project, or an absolute path.
    /// </param>
    /// <param name="runtime"><c>auto</c> or <c>static</c>.</param>
    /// <param name="projectRoot">What <c>./</c> starts from.</param>
    /// <param name="dimensions">Keep only the first numbers of each vector; null for all.</param>
    /// <exception cref="EmbeddingException">There is no such model or runtime, or the model's files cannot be used.</exception>
    public static IEmbeddingEngine Open(string modelName, string runtime, string projectRoot, int? dimensions = null)
    {
        CheckRuntime(runtime);
        var options = new StaticModelOptions { Dimensions = dimensions };
        if (IsFolder(modelName))
            return StaticEmbeddingEngine.Open(modelName, Locate(modelName, projectRoot), options);
        if (EmbeddedModel.Find(modelName) is { } embedded)
            return StaticEmbeddingEngine.Open(modelName, embedded.Folder, options, embedded.WeightsDigest);

        throw new EmbeddingException(EmbeddingError.UnknownModel,
            $"embedding_model '{modelName}' is not available: this build has the static runtime. In .patina/oxidize.yaml, write " +
            $"embedding_model: {string.Join(" or ", Names)}, or the folder of a Model2Vec model (./folder or an absolute path).");
    }

    /// <summary>Reads a model that comes with the program and compares it with what was shipped.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadWeights"/>: it was changed; and as <see cref="Open"/>.</exception>
    public static void Verify(string modelName)
    {
        var embedded = EmbeddedModel.Find(modelName)
            ?? throw new ArgumentException($"'{modelName}' does not come with the program.", nameof(modelName));
        Open(modelName, "static", AppContext.BaseDirectory).Dispose();

        var weights = StaticModelFiles.Find(embedded.Folder).Weights;
        if (StaticFingerprint.Digest(weights) != embedded.WeightsDigest)
        {
            throw new EmbeddingException(EmbeddingError.BadWeights,
                $"{weights}: is not the file that was shipped (SHA-256 {embedded.WeightsDigest}). Build or install the program again.");
        }
    }

    private static void CheckRuntime(string runtime)
    {
        if (runtime is not ("auto" or "static"))
        {
            throw new EmbeddingException(EmbeddingError.UnknownRuntime,
                $"runtime '{runtime}' is not available: this build has the static runtime. Write runtime: auto, or static.");
        }
    }

    /// <summary>A bare word is a name, and <c>owner/name</c> a model on a hub; a folder says that it is one.</summary>
    private static bool IsFolder(string modelName) =>
        Path.IsPathRooted(modelName) || modelName is "." or ".." || modelName.StartsWith("./", StringComparison.Ordinal)
        || modelName.StartsWith("../", StringComparison.Ordinal)
        || (Path.DirectorySeparatorChar == '\\' && (modelName.StartsWith(@".\", StringComparison.Ordinal) || modelName.StartsWith(@"..\", StringComparison.Ordinal)));

    /// <summary>A recipe comes with a clone, so a relative path stays in it; an absolute one is the user's own business.</summary>
    private static string Locate(string modelName, string projectRoot)
    {
        if (Path.IsPathFullyQualified(modelName))
            return modelName;

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(projectRoot));
        var folder = Path.GetFullPath(Path.Combine(root, modelName));
        return folder == root || folder.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? folder
            : throw new EmbeddingException(EmbeddingError.OutsideProject,
                $"embedding_model '{modelName}' leads out of the project {root}. Name a folder within it, or write the absolute path.");
    }
}
