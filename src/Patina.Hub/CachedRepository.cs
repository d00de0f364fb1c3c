namespace Patina.Hub;

/// <summary>A repository of which the cache has something.</summary>
/// <param name="Commits">Of its snapshots.</param>
/// <param name="Bytes">On disk, contents shared by snapshots counted once.</param>
public sealed record CachedRepository(RepositoryId Repository, IReadOnlyList<string> Commits, long Bytes);
