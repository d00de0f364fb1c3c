namespace Patina.Embeddings;

/// <summary>What a recipe says about its model. Null leaves a value to the registry, and then to the model's own files.</summary>
public sealed record ModelRequest
{
    /// <summary>A name of the registry, <c>hf:owner/name</c>, either with <c>@revision</c>; or a folder.</summary>
    public required string Name { get; init; }

    /// <summary><c>auto</c>, or the name of a runtime.</summary>
    public string Runtime { get; init; } = EmbeddingModels.AutoRuntime;

    /// <summary>The name of the runtime that computes questions, where <see cref="Runtime"/> computes the rest only; null where one computes all.</summary>
    public string? QueryRuntime { get; init; }

    public ModelPrecision? Precision { get; init; }

    public Pooling? Pooling { get; init; }

    /// <summary>Which layer's output is pooled: −1 the last.</summary>
    public int? ExtractionLayer { get; init; }

    /// <summary>Keep only the first numbers of each vector.</summary>
    public int? Dimensions { get; init; }

    /// <summary>Tokens of a text that count, special ones included.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Written before a question.</summary>
    public string? QueryPrompt { get; init; }

    /// <summary>Written before something to be found.</summary>
    public string? PassagePrompt { get; init; }

    /// <summary>Written before a question that comes with an instruction; <c>{instruction}</c> stands for it.</summary>
    public string? InstructionPrompt { get; init; }

    /// <summary>The hardware; the machine's own setting goes before it.</summary>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Auto;

    /// <summary>Processors to use, null for all; the machine's own setting goes before it.</summary>
    public int? Threads { get; init; }

    /// <summary>How far a runtime may rewrite a graph.</summary>
    public GraphOptimization Optimization { get; init; } = GraphOptimization.All;

    /// <summary>Whether rewritten graphs are kept for the next start.</summary>
    public bool KeepOptimized { get; init; }

    /// <summary>What MLX may take of memory; the machine's own settings go before them.</summary>
    public MlxLimits Mlx { get; init; } = MlxLimits.Default;

    /// <summary>The folder that <c>./</c> starts from, and that relative folders stay in.</summary>
    public required string ProjectRoot { get; init; }

    /// <summary>States of models that the project was made with; the first of this model's repository decides where no revision is asked for.</summary>
    public IReadOnlyList<ModelPin> Pins { get; init; } = [];
}
