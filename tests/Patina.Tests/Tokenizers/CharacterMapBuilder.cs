using System.Buffers.Binary;

namespace Patina.Tests.Tokenizers;

/// <summary>Writes replacements as SentencePiece compiles them into a model.</summary>
internal static class CharacterMapBuilder
{
    private const int Block = 256;

    /// <returns>The map in Base64. Wasteful: each node of the trie has a block of its own.</returns>
    public static string Build(params (string From, string To)[] replacements)
    {
        var units = new List<uint>(new uint[Block]);
        var strings = new List<byte>();
        var blocks = new Dictionary<string, int> { [""] = NewBlock(units) };
        units[0] = Offset(0, blocks[""]);
        foreach (var (from, to) in replacements)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(from);
            for (var length = 1; length <= bytes.Length; length++)
            {
                var (parent, own) = (Convert.ToHexString(bytes[..(length - 1)]), Convert.ToHexString(bytes[..length]));
                var node = blocks[parent] + bytes[length - 1];
                if (!blocks.ContainsKey(own))
                    blocks[own] = NewBlock(units);
                var leaf = units[node] & 1 << 8;
                units[node] = Offset(node, blocks[own]) | leaf | bytes[length - 1];
                if (length < bytes.Length)
                    continue;
                units[node] |= 1 << 8;
                units[blocks[own]] = 1u << 31 | (uint)strings.Count;
            }

            strings.AddRange(System.Text.Encoding.UTF8.GetBytes(to));
            strings.Add(0);
        }

        var map = new byte[4 + 4 * units.Count + strings.Count];
        BinaryPrimitives.WriteInt32LittleEndian(map, 4 * units.Count);
        for (var i = 0; i < units.Count; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(map.AsSpan(4 + 4 * i), units[i]);
        strings.CopyTo(map, 4 + 4 * units.Count);
        return Convert.ToBase64String(map);
    }

    private static int NewBlock(List<uint> units)
    {
        units.AddRange(new uint[Block]);
        return units.Count - Block;
    }

    private static uint Offset(int node, int block) => (uint)(node ^ block) << 10;
}
