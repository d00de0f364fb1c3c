namespace Patina.Embeddings;

/// <summary>What a recipe says about its model. Null leaves a value to the registry, and then to the model's own files.</summary>
public sealed record ModelRequest
{
    /// <summary>A name of the registry, <c>hf:owner/name</c>, either with <c>@revision</c>; or a folder.</summary>
    public required string Name { get; init; }

    /// <summary><c>auto</c>, or the name of a runtime.</summary>
    public string Runtime { get; init; } = EmbeddingModels.AutoRuntime;

    public ModelPrecision? Precision { get; init; }

    public Pooling? Pooling { get; init; }

    /// <summary>Which layer's output is pooled: −1 the last.</summary>
    public int? ExtractionLayer { get; init; }

    /// <summary>Keep only the first numbers of each vector.</summary>
    public int? Dimensions { get; init; }

    /// <summary>The folder that <c>./</c> starts from, and that relative folders stay in.</summary>
    public required string ProjectRoot { get; init; }

    /// <summary>States of models that the project was made with; the first of this model's repository decides where no revision is asked for.</summary>
    public IReadOnlyList<ModelPin> Pins { get; init; } = [];
}
