using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Patina.Memory.Chunks;
using Patina.Memory.Storage.Reading;
using Patina.Oxidize.Artifacts;

namespace Patina.Oxidize.Units;

/// <summary>The files that a project maintains, code and documents, with the chunks of each.</summary>
internal sealed class FileTable
{
    private readonly Dictionary<string, FileUnit> _byPath;

    /// <param name="chunks">All of the memory.</param>
    public FileTable(IEnumerable<ChunkInfo> chunks)
    {
        _byPath = chunks.Where(chunk => chunk.Kind is ChunkKind.Code or ChunkKind.Doc)
            .GroupBy(chunk => chunk.Path)
            .ToDictionary(file => file.Key, UnitOf);
        All = [.. _byPath.Values.OrderBy(file => file.Key.Value)];
    }

    /// <summary>In ascending order of keys.</summary>
    public IReadOnlyList<FileUnit> All { get; }

    /// <summary>Null for a path that is no file of code or documents now.</summary>
    public FileUnit? Find(string path) => _byPath.GetValueOrDefault(path);

    private static FileUnit UnitOf(IGrouping<string, ChunkInfo> file)
    {
        var chunks = file.OrderBy(chunk => chunk.StartLine).ThenBy(chunk => chunk.Key.Value).ToList();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes($"file\0{file.Key}\0"));
        foreach (var chunk in chunks)
            digest.AppendData(chunk.Hash);
        var hash = digest.GetHashAndReset();
        return new FileUnit(
            new ChunkKey(BinaryPrimitives.ReadInt64LittleEndian(hash)), new CacheKey(BinaryPrimitives.ReadUInt128LittleEndian(hash)),
            file.Key, [.. chunks.Select(chunk => chunk.Key)]);
    }
}
