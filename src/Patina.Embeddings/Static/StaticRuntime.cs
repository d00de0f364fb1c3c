namespace Patina.Embeddings.Static;

/// <summary>The <c>static</c> runtime: tables of token vectors, no network is run.</summary>
public sealed class StaticRuntime : IEmbeddingRuntime
{
    public string Name => "static";

    public string? WhyNot(ModelFiles files, EngineOptions options)
    {
        try
        {
            _ = StaticModelSettings.Read(StaticModelFiles.Find(files.Folder));
            return Unsupported(options);
        }
        catch (EmbeddingException error)
        {
            return error.Message.TrimEnd('.');
        }
    }

    public IReadOnlyList<string> WeightFiles(ModelFiles files, EngineOptions options) => [StaticModelFiles.Find(files.Folder).Weights];

    public IEmbeddingEngine Open(ModelFiles files, EngineOptions options, CancellationToken cancellation = default)
    {
        if (Unsupported(options) is { } reason)
            throw new EmbeddingException(EmbeddingError.Unsupported, $"{options.ModelName} cannot run on the static runtime: {reason}.");

        var settings = new StaticModelOptions { Dimensions = options.Dimensions, MaxLength = options.MaxLength, Normalize = options.Normalize };
        var weights = Path.GetRelativePath(files.Folder, StaticModelFiles.Find(files.Folder).Weights).Replace('\\', '/');
        return StaticEmbeddingEngine.Open(options.ModelName, files.Folder, settings, options.Digests.GetValueOrDefault(weights));
    }

    private static string? Unsupported(EngineOptions options)
    {
        if (options.QueryPrompt is { Length: > 0 } || options.PassagePrompt is { Length: > 0 })
            return "a table of token vectors takes no prompts";
        if (options.ExtractionLayer is not null)
            return "a table of token vectors has no layers";
        return options.Pooling is null or Pooling.Mean ? null : $"a table of token vectors has no {options.Pooling} pooling";
    }
}
