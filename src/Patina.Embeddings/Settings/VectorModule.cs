namespace Patina.Embeddings.Settings;

/// <summary>A layer behind pooling, of sentence-transformers' modules.json.</summary>
/// <param name="Folder">The folder of its settings and weights, relative to the model's.</param>
public sealed record VectorModule(ModuleKind Kind, string Folder);
