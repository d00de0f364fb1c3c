using System.Numerics;
using System.Runtime.CompilerServices;

namespace Patina.Tokenizers.Models;

/// <summary>
/// A hash of UTF-16 units that grows unit by unit, so that the hashes of all prefixes of a word cost one pass. Seeded for
/// each process: a tokenizer file cannot be made to collide.
/// </summary>
internal static class TextHash
{
    /// <summary>The hash of nothing.</summary>
    /// <remarks>From the hashes of strings, which are seeded for each process; a random number generator would load OpenSSL for it.</remarks>
    public static readonly ulong Empty = (ulong)(uint)"low".GetHashCode() | (ulong)(uint)"high".GetHashCode() << 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong hash, char unit) => BitOperations.RotateLeft((hash ^ unit) * 0x9E3779B97F4A7C15, 29);

    public static ulong Of(ReadOnlySpan<char> text) => Extend(Empty, text);

    public static ulong Extend(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
            hash = Add(hash, unit);
        return hash;
    }
}
