using System.Buffers.Binary;
using Patina.Memory.Chunks;

namespace Patina.Oxidize.Units;

/// <summary>For each file of a space the chunk that stands for it in answers: its first.</summary>
/// <remarks>File: per file i64 key of the file and i64 key of the chunk, little-endian.</remarks>
internal sealed class Representatives
{
    private const int EntrySize = 2 * sizeof(long);

    private readonly Dictionary<ChunkKey, ChunkKey> _chunks;
    private readonly Dictionary<ChunkKey, ChunkKey> _files;

    private Representatives(IReadOnlyCollection<(ChunkKey File, ChunkKey Chunk)> entries)
    {
        _chunks = entries.ToDictionary(entry => entry.File, entry => entry.Chunk);
        _files = entries.ToDictionary(entry => entry.Chunk, entry => entry.File);
    }

    /// <summary>The chunk that stands for a file.</summary>
    public ChunkKey ChunkOf(ChunkKey file) => _chunks[file];

    /// <summary>The file that a chunk stands for; null when it stands for none.</summary>
    public ChunkKey? FileOf(ChunkKey chunk) => _files.TryGetValue(chunk, out var file) ? file : null;

    public static void Write(FileTable files, string path)
    {
        var bytes = new byte[files.All.Count * EntrySize];
        for (var i = 0; i < files.All.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * EntrySize), files.All[i].Key.Value);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan((i * EntrySize) + sizeof(long)), files.All[i].Chunks[0].Value);
        }

        File.WriteAllBytes(path, bytes);
    }

    public static Representatives Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return new Representatives([.. Enumerable.Range(0, bytes.Length / EntrySize).Select(i => (
            new ChunkKey(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(i * EntrySize))),
            new ChunkKey(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan((i * EntrySize) + sizeof(long))))))]);
    }
}
