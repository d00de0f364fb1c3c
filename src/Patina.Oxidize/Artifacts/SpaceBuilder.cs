using Patina.Memory.Chunks;
using Patina.USearch;

namespace Patina.Oxidize.Artifacts;

/// <summary>Makes the index of one space for the chunks there are: from the one before where that is worth it, else anew.</summary>
/// <param name="dimension">Of the indexed vectors.</param>
/// <param name="source">Where they come from.</param>
internal sealed class SpaceBuilder(int dimension, SpaceBuilder.VectorSource source, IProgress<int>? progress, CancellationToken cancellation)
{
    /// <summary>
    /// A removed vector stays in an HNSW graph as a signpost; past this share of the living it costs more than building anew.
    /// </summary>
    private const double MaxRemovedShare = 0.2;

    /// <summary>Vectors read and added at a time, which bounds the memory.</summary>
    private const int BlockSize = 8192;

    /// <summary>f16 halves the file of f32; its rounding moves a cosine by less than 0.001.</summary>
    private const VectorPrecision Precision = VectorPrecision.F16;

    /// <summary>As <c>oxidize.lock</c> names it.</summary>
    public static string PrecisionName => Precision.ToString().ToLowerInvariant();

    /// <summary>Gives the vectors of chunks.</summary>
    /// <param name="vectors">Receives one row per key, [keys × dimension].</param>
    public delegate void VectorSource(IReadOnlyList<ChunkKey> keys, Span<float> vectors);

    /// <summary>Builds an index of all chunks.</summary>
    public SpaceChange Build(string path, ChunkList chunks)
    {
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = dimension, Precision = Precision });
        index.Reserve(chunks.Count);
        Add(index, [.. chunks.Entries.Select(entry => entry.Chunk)]);
        index.Save(path);
        return new SpaceChange(chunks.Count, 0, Rebuilt: true);
    }

    /// <summary>Builds an index from an earlier one of the same model and weights.</summary>
    /// <param name="earlier">Its file.</param>
    /// <param name="changes">What has changed since.</param>
    public SpaceChange Update(string path, string earlier, ChunkList chunks, ChunkChanges changes)
    {
        if (changes.IsEmpty)
        {
            File.Copy(earlier, path);
            return default;
        }

        // A key cannot be removed and added again in place, so a chunk with another text under its key takes a new index too.
        if (changes.Rewritten > 0 || changes.Added.Count + changes.Removed.Count > chunks.Count / 2)
            return Build(path, chunks);

        using var index = VectorIndex.Load(earlier);
        var removed = VectorIndex.Inspect(earlier).Removed + changes.Removed.Count;
        if (index.Dimensions != dimension || index.Precision != Precision || removed > MaxRemovedShare * chunks.Count)
            return Build(path, chunks);

        foreach (var key in changes.Removed)
            index.Remove((ulong)key.Value);
        Add(index, changes.Added);
        index.Save(path);
        return new SpaceChange(changes.Added.Count, changes.Removed.Count, Rebuilt: false);
    }

    private void Add(VectorIndex index, IReadOnlyList<ChunkKey> keys)
    {
        progress?.Report(0);
        var vectors = new float[Math.Min(BlockSize, keys.Count) * dimension];
        for (var first = 0; first < keys.Count; first += BlockSize)
        {
            var block = keys.Skip(first).Take(BlockSize).ToArray();
            var room = vectors.AsSpan(0, block.Length * dimension);
            source(block, room);
            index.AddBatch(Array.ConvertAll(block, key => (ulong)key.Value), room, threads: 0, progress: null, cancellation);
            progress?.Report(first + block.Length);
        }
    }
}
