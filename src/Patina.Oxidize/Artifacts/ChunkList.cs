using System.Buffers.Binary;
using Patina.Memory.Chunks;

namespace Patina.Oxidize.Artifacts;

/// <summary>Which chunks a set holds, and with which content: what the next run is compared with.</summary>
/// <remarks>File: per chunk i64 key and 16 bytes of cache key, little-endian, in ascending order of keys.</remarks>
internal sealed class ChunkList
{
    public const string FileName = "base.chunks";

    private const int EntrySize = sizeof(long) + CacheKey.Size;

    private readonly (ChunkKey Chunk, CacheKey Content)[] _entries;

    /// <param name="entries">In ascending order of keys.</param>
    public ChunkList(IEnumerable<(ChunkKey Chunk, CacheKey Content)> entries) => _entries = [.. entries];

    public int Count => _entries.Length;

    public IReadOnlyList<(ChunkKey Chunk, CacheKey Content)> Entries => _entries;

    public void Write(string path)
    {
        var bytes = new byte[_entries.Length * EntrySize];
        for (var i = 0; i < _entries.Length; i++)
        {
            var entry = bytes.AsSpan(i * EntrySize, EntrySize);
            BinaryPrimitives.WriteInt64LittleEndian(entry, _entries[i].Chunk.Value);
            BinaryPrimitives.WriteUInt128LittleEndian(entry[sizeof(long)..], _entries[i].Content.Value);
        }

        File.WriteAllBytes(path, bytes);
    }

    public static ChunkList Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return new ChunkList(Enumerable.Range(0, bytes.Length / EntrySize).Select(i => (
            new ChunkKey(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(i * EntrySize))),
            new CacheKey(BinaryPrimitives.ReadUInt128LittleEndian(bytes.AsSpan((i * EntrySize) + sizeof(long)))))));
    }

    /// <summary>What has to change to turn this list into another.</summary>
    public ChunkChanges To(ChunkList next)
    {
        var before = _entries.ToDictionary(entry => entry.Chunk, entry => entry.Content);
        var added = new List<ChunkKey>();
        var rewritten = 0;
        foreach (var (chunk, content) in next._entries)
        {
            if (!before.Remove(chunk, out var old))
                added.Add(chunk);
            else if (old != content)
                rewritten++;
        }

        return new ChunkChanges(added, [.. before.Keys.Order(Comparer<ChunkKey>.Create((x, y) => x.Value.CompareTo(y.Value)))], rewritten);
    }
}
