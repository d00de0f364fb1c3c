using Patina.Embeddings.Resolving;
using Patina.Hub;

namespace Patina.Embeddings;

/// <summary>
/// Finds the checkpoint of a model, its safetensors weights with their settings, whatever else the model comes with. Opens no connection.
/// Thread-safe.
/// </summary>
public sealed class ModelCheckpoints(EmbeddingModels models, Lazy<HubCache> cache)
{
    /// <summary>Says where a checkpoint is to be fetched from; null for a model that is not one of a hub.</summary>
    /// <exception cref="EmbeddingException">There is no such model.</exception>
    public ModelSource? SourceOf(ModelRequest request)
    {
        var (reference, entry) = models.ReferenceOf(request);
        return (reference.Folder ?? entry?.Folder) is null ? ToSource(HubModel.Of(reference, entry, request.Pins)) : null;
    }

    /// <summary>Finds a checkpoint on this machine.</summary>
    /// <returns>Its folder, and what registry and request say beyond its own files.</returns>
    /// <exception cref="EmbeddingException">There is no such model, it is not fetched yet, or has no safetensors weights.</exception>
    public (ModelFiles Files, EngineOptions Options) Find(ModelRequest request, CancellationToken cancellation = default)
    {
        var (reference, entry) = models.ReferenceOf(request);
        var folder = reference.Folder is { } named ? ProjectFolder.Locate(named, request.ProjectRoot) : entry?.Folder;
        if (folder is not null)
            return (new ModelFiles(folder), models.OptionsOf(request, entry?.Name ?? request.Name, entry));

        var model = HubModel.Of(reference, entry, request.Pins);
        var commit = cache.Value.CommitOf(model.Repository, model.Revision) ?? throw model.NotFetched("is not on this machine");
        var paths = FilesOf(model, cache.Value.Paths(model.Repository, commit));
        if (paths.FirstOrDefault(path => !cache.Value.Has(model.Repository, commit, path)) is { } missing)
            throw model.NotFetched($"lacks {missing} on this machine");
        var snapshot = cache.Value.Open(model.Repository, commit, paths, cancellation: cancellation);
        model.Check(snapshot);
        return (new ModelFiles(snapshot.Folder, snapshot.Blobs), models.OptionsOf(request, model.Name, entry));
    }

    private static ModelSource ToSource(HubModel model) => new(
        model.Name, model.Repository, model.Revision, new FileSelection(ModelFileChoice.Settings, (paths, _) => FilesOf(model, paths)), model.Expected);

    private static IReadOnlyList<string> FilesOf(HubModel model, IReadOnlyList<string> paths) => ModelFileChoice.Safetensors(paths) is { Count: > 0 } weights
        ? [.. ModelFileChoice.Settings(paths), .. weights]
        : throw new EmbeddingException(EmbeddingError.Unsupported,
            $"{model.Name}: {model.Repository} has no model.safetensors and no model.safetensors.index.json. Name the repository of the model's authors: "
            + $"{(model.Entry?.Source is { } source ? $"see {source}" : "hf:owner/name")}.");
}
