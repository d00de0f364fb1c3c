using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Patina.Memory.Storage;

/// <summary>
/// Identity of a definition: the first eight bytes of SHA-256 over file, qualified name, kind and an ordinal for
/// overloads. The same after a rebuild or an edit elsewhere, so that resolved calls stay valid.
/// </summary>
public readonly record struct SymbolId(long Value)
{
    internal static SymbolId Of(string sourceName, string qualifiedName, string kind, int ordinal)
    {
        var identity = string.Create(CultureInfo.InvariantCulture, $"{sourceName}\0{qualifiedName}\0{kind}\0{ordinal}");
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(identity), digest);
        return new SymbolId(BinaryPrimitives.ReadInt64LittleEndian(digest));
    }
}
