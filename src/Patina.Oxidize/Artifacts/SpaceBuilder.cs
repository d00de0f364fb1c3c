using Patina.Memory.Chunks;
using Patina.USearch;

namespace Patina.Oxidize.Artifacts;

/// <summary>
/// Makes the indexes of one space for the chunks there are: from those before where that is worth it, else anew. On one thread, as only
/// then the same vectors give the same bytes.
/// </summary>
/// <param name="source">Where the vectors come from, of unit length.</param>
internal sealed class SpaceBuilder(IndexFormat format, SpaceBuilder.VectorSource source, IProgress<int>? progress, CancellationToken cancellation)
{
    /// <summary>
    /// A removed vector stays in an HNSW graph as a signpost; past this share of the living it costs more than building anew.
    /// </summary>
    private const double MaxRemovedShare = 0.2;

    /// <summary>Vectors read and added at a time, which bounds the memory.</summary>
    private const int BlockSize = 2048;

    /// <summary>Gives the vectors of chunks.</summary>
    /// <param name="vectors">Receives one row per key, [keys × dimension].</param>
    public delegate void VectorSource(IReadOnlyList<ChunkKey> keys, Span<float> vectors);

    /// <summary>Builds the indexes of all chunks, and measures them.</summary>
    /// <param name="fastPath">Written where the format has a second index.</param>
    public (SpaceChange Change, IndexRecall? Recall) Build(string path, string fastPath, ChunkList chunks)
    {
        using var full = Empty(format.Dimension, chunks.Count);
        using var fast = format.FastDimension is { } dimension ? Empty(dimension, chunks.Count) : null;
        ChunkKey[] keys = [.. chunks.Entries.Select(entry => entry.Chunk)];
        var probe = new RecallProbe(keys, format.Dimension, source);
        Add(full, fast, keys, probe);
        full.Save(path);
        fast?.Save(fastPath);
        var recall = new IndexRecall(
            chunks.Count, probe.Queries, probe.RecallOf(new SpaceIndex(full, null), source),
            fast is null ? null : probe.RecallOf(new SpaceIndex(full, fast), source));
        return (new SpaceChange(chunks.Count, 0, Rebuilt: true), recall);
    }

    /// <summary>Builds indexes from earlier ones of the same model, weights and format.</summary>
    /// <param name="earlier">Their files.</param>
    /// <param name="changes">What has changed since.</param>
    public (SpaceChange Change, IndexRecall? Recall) Update(
        string path, string fastPath, (string Full, string? Fast) earlier, IndexRecall? recall, ChunkList chunks, ChunkChanges changes)
    {
        if (changes.IsEmpty)
        {
            File.Copy(earlier.Full, path);
            if (earlier.Fast is not null)
                File.Copy(earlier.Fast, fastPath);
            return (default, recall);
        }

        // A key cannot be removed and added again in place, so a chunk with another text under its key takes a new index too.
        if (changes.Rewritten > 0 || changes.Added.Count + changes.Removed.Count > chunks.Count / 2
            || VectorIndex.Inspect(earlier.Full).Removed + changes.Removed.Count > MaxRemovedShare * chunks.Count)
        {
            return Build(path, fastPath, chunks);
        }

        using var full = VectorIndex.Load(earlier.Full);
        using var fast = earlier.Fast is null ? null : VectorIndex.Load(earlier.Fast);
        foreach (var key in changes.Removed)
        {
            full.Remove((ulong)key.Value);
            fast?.Remove((ulong)key.Value);
        }

        Add(full, fast, changes.Added, probe: null);
        full.Save(path);
        fast?.Save(fastPath);
        return (new SpaceChange(changes.Added.Count, changes.Removed.Count, Rebuilt: false), recall);
    }

    private VectorIndex Empty(int dimension, int capacity)
    {
        var index = new VectorIndex(new VectorIndexOptions { Dimensions = dimension, Precision = format.Stored });
        index.Reserve(capacity);
        return index;
    }

    private void Add(VectorIndex full, VectorIndex? fast, IReadOnlyList<ChunkKey> keys, RecallProbe? probe)
    {
        progress?.Report(0);
        var vectors = new float[Math.Min(BlockSize, keys.Count) * format.Dimension];
        for (var first = 0; first < keys.Count; first += BlockSize)
        {
            var block = keys.Skip(first).Take(BlockSize).ToArray();
            var room = vectors.AsSpan(0, block.Length * format.Dimension);
            source(block, room);
            probe?.Add(block, room);
            var numbers = Array.ConvertAll(block, key => (ulong)key.Value);
            full.AddBatch(numbers, room, threads: 1, progress: null, cancellation);
            if (fast is not null)
                fast.AddBatch(numbers, Leading(room, fast.Dimensions), threads: 1, progress: null, cancellation);
            progress?.Report(first + block.Length);
        }
    }

    private float[] Leading(ReadOnlySpan<float> vectors, int count)
    {
        var rows = vectors.Length / format.Dimension;
        var leading = new float[rows * count];
        for (var row = 0; row < rows; row++)
            SpaceIndex.Leading(vectors.Slice(row * format.Dimension, format.Dimension), count).CopyTo(leading.AsSpan(row * count));
        return leading;
    }
}
