using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Patina.Memory.Chunks;

/// <summary>
/// Stable 64-bit identity of a chunk, the same in the database and in every vector index: the first eight bytes of
/// SHA-256 over kind, path, symbol, text and an ordinal that tells equal chunks of one source apart.
/// </summary>
public readonly record struct ChunkKey(long Value)
{
    public static ChunkKey Of(ChunkKind kind, string path, string? symbol, string text, int ordinal)
    {
        var identity = string.Create(CultureInfo.InvariantCulture, $"{(int)kind}\0{path}\0{symbol}\0{ordinal}\0{text}");
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(identity), digest);
        return new ChunkKey(BinaryPrimitives.ReadInt64LittleEndian(digest));
    }

    public override string ToString() => ((ulong)Value).ToString("x16", CultureInfo.InvariantCulture);
}
