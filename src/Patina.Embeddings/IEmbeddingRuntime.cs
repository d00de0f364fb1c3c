namespace Patina.Embeddings;

/// <summary>
/// A way of computing models: the static tables, ONNX Runtime, MLX. The program hands those it was built with to whoever
/// opens models. Thread-safe.
/// </summary>
public interface IEmbeddingRuntime
{
    /// <summary>What a recipe calls it after <c>runtime:</c>.</summary>
    string Name { get; }

    /// <summary>Why the runtime cannot compute a model on this machine; null if it can. Looks at names and settings, not at weights.</summary>
    /// <returns>A clause to stand after "because": <c>the folder has no .onnx file</c>.</returns>
    string? WhyNot(ModelFiles files, EngineOptions options);

    /// <summary>How it would compute a model on this machine, as a person reads it: name, value, who says so.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.Unsupported"/>: the machine lacks what the options ask for.</exception>
    IReadOnlyList<(string Name, string Value, string Origin)> Describe(EngineOptions options) => [];

    /// <summary>Opens a model. Whoever opens it disposes it.</summary>
    /// <exception cref="EmbeddingException">The model's files are damaged, ask for something unknown, or lack what the options ask for.</exception>
    IEmbeddingEngine Open(ModelFiles files, EngineOptions options, CancellationToken cancellation = default);
}
