namespace Patina.Embeddings;

/// <summary>
/// What registry and recipe say about a model beyond its own files, and how it is to be run. Null leaves a value to the model's files.
/// </summary>
public sealed record EngineOptions
{
    /// <summary>What the recipe calls the model.</summary>
    public required string ModelName { get; init; }

    /// <summary>Keep only the first numbers of each vector (Matryoshka).</summary>
    public int? Dimensions { get; init; }

    /// <summary>Which of several weight files; null takes the smallest kind that the folder has, INT8 before the others.</summary>
    public ModelPrecision? Precision { get; init; }

    /// <summary>The weight file within the folder, with <c>/</c>; it decides instead of <see cref="Precision"/>.</summary>
    public string? WeightsFile { get; init; }

    public Pooling? Pooling { get; init; }

    /// <summary>Which layer's output is pooled, counted as in <c>output_hidden_states</c>: -1 the last. Null takes the last.</summary>
    public int? ExtractionLayer { get; init; }

    /// <summary>Written before a question.</summary>
    public string? QueryPrompt { get; init; }

    /// <summary>Written before something to be found.</summary>
    public string? PassagePrompt { get; init; }

    /// <summary>Written before a question that comes with an instruction; <c>{instruction}</c> stands for it.</summary>
    public string? InstructionPrompt { get; init; }

    /// <summary>Tokens of a text that count, special ones included.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether vectors are brought to unit length, as everything that compares them expects.</summary>
    public bool Normalize { get; init; } = true;

    /// <summary>What computes the network.</summary>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Auto;

    /// <summary>Processors to use; null for all.</summary>
    public int? Threads { get; init; }

    /// <summary>What MLX may take of memory.</summary>
    public MlxLimits Mlx { get; init; } = MlxLimits.Default;

    /// <summary>How far a runtime may rewrite the graph before it runs.</summary>
    public GraphOptimization Optimization { get; init; } = GraphOptimization.All;

    /// <summary>A folder to keep rewritten graphs in, which spares the rewriting the next time; null keeps none. Graphs with weights in files of their own are not kept.</summary>
    public string? OptimizedModels { get; init; }

    /// <summary>Told how far a graph is that a runtime writes of the model's weights, which takes a while once.</summary>
    public IProgress<ExportProgress>? Export { get; init; }

    /// <summary>
    /// SHA-256 of files by their path within the folder, with <c>/</c>, where they were verified before: they need not be read for a fingerprint.
    /// </summary>
    public IReadOnlyDictionary<string, string> Digests { get; init; } = new Dictionary<string, string>();
}
