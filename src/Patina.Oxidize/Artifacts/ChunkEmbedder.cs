using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Storage.Reading;

namespace Patina.Oxidize.Artifacts;

/// <summary>Embeds the chunks that the cache does not know yet.</summary>
internal static class ChunkEmbedder
{
    /// <summary>Chunks embedded before their vectors are written: what an interruption can lose.</summary>
    private const int BlockSize = 1024;

    /// <summary>The chunks of a memory, with what each is embedded from.</summary>
    public static ChunkList List(ChunkReader reader) => new(
        reader.Infos().Select(chunk => (chunk.Key, CacheKey.Of(EmbeddingRole.Passage, chunk.Hash))));

    /// <summary>One chunk for each content that has no vector yet.</summary>
    public static IReadOnlyList<(ChunkKey Chunk, CacheKey Content)> Missing(ChunkList chunks, EmbeddingCache? cache) =>
        [.. chunks.Entries.Where(entry => cache is null || !cache.Contains(entry.Content)).DistinctBy(entry => entry.Content)];

    public static Passage PassageOf(Chunk chunk) => new(chunk.Head, chunk.Text);

    public static void Embed(
        IReadOnlyList<(ChunkKey Chunk, CacheKey Content)> missing, ChunkReader reader, EmbeddingCache cache, IEmbeddingEngine engine,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var vectors = new float[Math.Min(BlockSize, missing.Count) * engine.Dimension];
        for (var first = 0; first < missing.Count; first += BlockSize)
        {
            var block = missing.Skip(first).Take(BlockSize).ToList();
            var passages = block.ConvertAll(entry => PassageOf(reader.Find(entry.Chunk)!));
            var room = vectors.AsSpan(0, block.Count * engine.Dimension);
            engine.EmbedBatch(passages, room, progress: null, cancellation);
            cache.Append([.. block.Select(entry => entry.Content)], room);
            progress?.Report(new StageProgress(OxidizeStages.Embedding, first + block.Count, missing.Count));
        }

        if (missing.Count > 0)
            cache.Flush();
    }
}
