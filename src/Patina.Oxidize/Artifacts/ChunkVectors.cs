using Patina.Memory.Chunks;

namespace Patina.Oxidize.Artifacts;

/// <summary>The raw vectors of a project's chunks, read from the cache. Not thread-safe.</summary>
internal sealed class ChunkVectors(ChunkList chunks, EmbeddingCache cache, int dimension)
{
    private readonly Dictionary<ChunkKey, CacheKey> _contents = chunks.Entries.ToDictionary(entry => entry.Chunk, entry => entry.Content);

    public int Dimension => dimension;

    /// <param name="vectors">Receives one row per key, [keys × dimension].</param>
    public void Read(IReadOnlyList<ChunkKey> keys, Span<float> vectors)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (!cache.TryRead(_contents[keys[i]], vectors.Slice(i * dimension, dimension)))
                throw new InvalidOperationException($"Chunk {keys[i]} has no vector, though all were embedded.");
        }
    }
}
