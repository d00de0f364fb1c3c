using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Patina.Oxidize.Artifacts;

/// <summary>What an embedding is an embedding of: the first 16 bytes of SHA-256 over role and content hash.</summary>
internal readonly record struct CacheKey(UInt128 Value)
{
    public const int Size = 16;

    /// <param name="contentHash">SHA-256 of the content.</param>
    public static CacheKey Of(EmbeddingRole role, ReadOnlySpan<byte> contentHash)
    {
        Span<byte> identity = stackalloc byte[1 + SHA256.HashSizeInBytes];
        identity[0] = (byte)role;
        contentHash[..SHA256.HashSizeInBytes].CopyTo(identity[1..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(identity, digest);
        return new CacheKey(BinaryPrimitives.ReadUInt128LittleEndian(digest));
    }

    public static CacheKey OfQuery(string text) => Of(EmbeddingRole.Query, SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
