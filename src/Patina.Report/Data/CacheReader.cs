using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize.Artifacts;

namespace Patina.Report.Data;

/// <summary>Counts what the vectors of each model take, and how much of it the project still uses.</summary>
internal static class CacheReader
{
    public static IReadOnlyList<CacheFigures> Read(ProjectLayout layout, MemoryDatabase memory, CancellationToken cancellation)
    {
        var root = new DirectoryInfo(layout.EmbeddingsFolder(""));
        if (!root.Exists)
            return [];
        var chunks = ChunkEmbedder.List(memory.Chunks);
        var figures = new List<CacheFigures>();
        foreach (var folder in root.EnumerateDirectories().OrderBy(folder => folder.Name, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            if (new SetStore(folder.FullName).Current() is { } set)
                figures.Add(Of(folder, set, chunks));
        }

        return figures;
    }

    private static CacheFigures Of(DirectoryInfo folder, VectorSet set, ChunkList chunks)
    {
        var caches = folder.GetFiles("vectors-*.cache");
        var current = caches.FirstOrDefault(file => file.Name == $"vectors-{set.Manifest.ModelFingerprint[..16]}.cache");
        var (vectors, missing) = (0, chunks.Count);
        if (current is not null)
        {
            using var cache = EmbeddingCache.Open(current.FullName, set.Manifest.ModelFingerprint, set.Manifest.Dimension, readOnly: true);
            vectors = cache.Count;
            missing = ChunkEmbedder.Missing(chunks, cache).Count;
        }

        var index = set.Manifest.Files.Sum(file => new FileInfo(set.PathOf(file)) is { Exists: true } info ? info.Length : 0);
        return new CacheFigures(folder.Name, caches.Sum(file => file.Length), index, vectors, chunks.Count - missing, chunks.Count);
    }
}
