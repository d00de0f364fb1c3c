using Patina.Hub;

namespace Patina.Embeddings;

/// <summary>Where a model is fetched from.</summary>
/// <param name="Name">What a recipe calls it.</param>
/// <param name="Files">Those that the model consists of.</param>
/// <param name="Sha256">What files must have by registry and lock, by path.</param>
public sealed record ModelSource(
    string Name, RepositoryId Repository, Revision Revision, FileSelection Files, IReadOnlyDictionary<string, string> Sha256);
