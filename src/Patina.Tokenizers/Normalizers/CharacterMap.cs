using System.Buffers.Binary;

namespace Patina.Tokenizers.Normalizers;

/// <summary>
/// The replacements that SentencePiece compiles into a model: a double-array trie of UTF-8 strings, and what each becomes.
/// Immutable.
/// </summary>
/// <remarks>Little-endian: the trie's size in bytes, the trie, then strings that each end in a zero byte.</remarks>
internal sealed class CharacterMap
{
    private readonly uint[] _units;
    private readonly byte[] _strings;

    private CharacterMap(uint[] units, byte[] strings) => (_units, _strings) = (units, strings);

    /// <returns>Null if the bytes are no such map.</returns>
    public static CharacterMap? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(uint))
            return null;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        bytes = bytes[sizeof(uint)..];
        if (size == 0 || size > bytes.Length || size % sizeof(uint) != 0)
            return null;

        var units = new uint[size / sizeof(uint)];
        for (var i = 0; i < units.Length; i++)
            units[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * sizeof(uint))..]);
        return new CharacterMap(units, bytes[(int)size..].ToArray());
    }

    /// <summary>Finds what a text becomes by the shortest of its beginnings that the map has.</summary>
    /// <param name="utf8">Nothing from a zero byte on counts.</param>
    /// <param name="replacement">UTF-8; may be empty.</param>
    /// <remarks>The shortest: so does the Rust library, and with it every model in use.</remarks>
    public bool TryFind(scoped ReadOnlySpan<byte> utf8, out ReadOnlySpan<byte> replacement)
    {
        replacement = default;
        var node = OffsetOf(_units[0]);
        foreach (var value in utf8)
        {
            node ^= value;
            if (value == 0 || node >= _units.Length || LabelOf(_units[node]) != value)
                return false;
            var unit = _units[node];
            node ^= OffsetOf(unit);
            if (HasLeaf(unit))
                return node < _units.Length && TryGetString(_units[node] & int.MaxValue, out replacement);
        }

        return false;
    }

    private bool TryGetString(uint start, out ReadOnlySpan<byte> value)
    {
        value = start < _strings.Length ? _strings.AsSpan((int)start) : default;
        var end = value.IndexOf((byte)0);
        value = end < 0 ? value : value[..end];
        return start < _strings.Length;
    }

    private static bool HasLeaf(uint unit) => (unit >> 8 & 1) != 0;

    private static uint LabelOf(uint unit) => unit & (1u << 31 | 0xFF);

    private static uint OffsetOf(uint unit) => unit >> 10 << (int)((unit & 1 << 9) >> 6);
}
