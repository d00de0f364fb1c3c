namespace Patina.Embeddings;

/// <summary>
/// A way of computing models: the static tables, ONNX Runtime, MLX. The program hands those it was built with to whoever
/// opens models. Thread-safe.
/// </summary>
public interface IEmbeddingRuntime
{
    /// <summary>What a recipe calls it after <c>runtime:</c>.</summary>
    string Name { get; }

    /// <summary>Why the runtime cannot be used on this machine, whatever the model; null if it can, or if only a model tells.</summary>
    /// <returns>A clause to stand after "because": <c>its library is missing</c>.</returns>
    string? WhyNotHere() => null;

    /// <summary>Why the runtime cannot compute a model on this machine; null if it can. Looks at names and settings, not at weights.</summary>
    /// <returns>A clause to stand after "because": <c>the folder has no .onnx file</c>.</returns>
    string? WhyNot(ModelFiles files, EngineOptions options);

    /// <summary>Whether it computes weights in safetensors, and no finished graph.</summary>
    bool NeedsSafetensors => false;

    /// <summary>Why it cannot compute a network from its safetensors weights, as far as its settings tell; null if nothing speaks against it.</summary>
    /// <param name="settings">The model's folder, in which the weights may not be yet.</param>
    /// <returns>A clause to stand after "and".</returns>
    string? WhyNotArchitecture(ModelFiles settings) => $"the {Name} runtime makes no use of them";

    /// <summary>How it would compute a model on this machine, as a person reads it: name, value, who says so.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.Unsupported"/>: the machine lacks what the options ask for.</exception>
    IReadOnlyList<(string Name, string Value, string Origin)> Describe(EngineOptions options) => [];

    /// <summary>The version of the library that computes; null where none does.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.MissingLibrary"/>.</exception>
    string? LibraryVersion => null;

    /// <summary>The files that it reads when it opens a model, beside settings and tokenizer, and those that it made of them and keeps.</summary>
    /// <returns>Absolute.</returns>
    IReadOnlyList<string> WeightFiles(ModelFiles files, EngineOptions options) => [.. TransformerFiles.Find(files).Select(files.Require)];

    /// <summary>Opens a model. Whoever opens it disposes it.</summary>
    /// <exception cref="EmbeddingException">The model's files are damaged, ask for something unknown, or lack what the options ask for.</exception>
    IEmbeddingEngine Open(ModelFiles files, EngineOptions options, CancellationToken cancellation = default);
}
