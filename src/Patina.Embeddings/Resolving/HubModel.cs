using Patina.Embeddings.Registry;
using Patina.Hub;

namespace Patina.Embeddings.Resolving;

/// <summary>A model of a hub, and which state of it.</summary>
/// <param name="Name">What it is called, whatever its revision.</param>
/// <param name="Text">What a recipe calls it.</param>
/// <param name="Pin">The state that the project was made with; null where it was not, or another is asked for.</param>
internal sealed record HubModel(string Name, string Text, RepositoryId Repository, Revision Revision, ModelEntry? Entry, ModelPin? Pin)
{
    /// <summary>A revision that is asked for decides, then the lock, then the registry.</summary>
    public static HubModel Of(ModelReference reference, ModelEntry? entry, IReadOnlyList<ModelPin> pins)
    {
        var repository = reference.Repository ?? entry!.Repository!.Value;
        var locked = reference.Revision is null ? pins.FirstOrDefault(pin => pin.Repository == repository.Value) : null;
        var revision = reference.Revision ?? (locked is null ? entry?.Revision ?? Revision.Main : Revision.Parse(locked.Commit));
        return new HubModel(entry?.Name ?? ModelReference.HubPrefix + repository, reference.Text, repository, revision, entry, locked);
    }

    /// <summary>What files must have: by the registry, and by the lock.</summary>
    public IReadOnlyDictionary<string, string> Expected => Pin is null
        ? Entry?.Sha256 ?? new Dictionary<string, string>()
        : new Dictionary<string, string>(Pin.Files.Concat(Entry?.Sha256 ?? new Dictionary<string, string>()).DistinctBy(file => file.Key));

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.NotAsLocked"/>.</exception>
    public void Check(Snapshot snapshot)
    {
        foreach (var (path, digest) in snapshot.Sha256)
        {
            if (Expected.TryGetValue(path, out var expected) && expected != digest)
            {
                throw new EmbeddingException(EmbeddingError.NotAsLocked,
                    $"{Path.Combine(snapshot.Folder, path)} has SHA-256 {digest}, expected {expected} by the registry or .patina/oxidize.lock. "
                    + "Do not use it before you know why it changed.");
            }
        }
    }

    public EmbeddingException NotFetched(string why) =>
        new(EmbeddingError.NotFetched, $"{Text} {why}. Run: patina model pull {Text}{(Pin is null ? "" : " (in the project, for the commit that its lock pins)")}");
}
