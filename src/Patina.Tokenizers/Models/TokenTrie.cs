using System.Numerics;

namespace Patina.Tokenizers.Models;

/// <summary>Finds which tokens a text begins with. Immutable once filled; lookups do not allocate.</summary>
/// <remarks>All edges lie in one open-addressing hash table, keyed by parent node and UTF-16 unit.</remarks>
internal sealed class TokenTrie
{
    public const int Root = 0;
    public const int None = -1;

    private readonly List<int> _values = [None];
    private ulong[] _keys = new ulong[256];
    private int[] _children = new int[256];
    private int _shift = 56;
    private int _edges;

    /// <summary>Adds a token, or replaces the value of one that is there.</summary>
    /// <param name="value">Not negative.</param>
    public void Add(ReadOnlySpan<char> token, int value)
    {
        var node = Root;
        foreach (var unit in token)
        {
            var child = Child(node, unit);
            node = child == None ? AddChild(node, unit) : child;
        }

        _values[node] = value;
    }

    /// <summary>The node that <paramref name="text"/> leads to, or <see cref="None"/>.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        var node = Root;
        for (var i = 0; i < text.Length && node != None; i++)
            node = Child(node, text[i]);
        return node;
    }

    /// <summary>The node one unit further, or <see cref="None"/>.</summary>
    public int Child(int node, char unit)
    {
        var key = Key(node, unit);
        for (var slot = Slot(key); ; slot = (slot + 1) & (_keys.Length - 1))
        {
            var found = _keys[slot];
            if (found == key)
                return _children[slot];
            if (found == 0)
                return None;
        }
    }

    /// <summary>The value of the token that ends at the node, or <see cref="None"/>.</summary>
    public int Value(int node) => _values[node];

    /// <summary>Finds the longest token that continues from <paramref name="node"/>.</summary>
    /// <returns>Units of <paramref name="text"/> that it covers, and its value; 0 and <see cref="None"/> if there is none.</returns>
    public (int Length, int Value) Longest(int node, ReadOnlySpan<char> text)
    {
        var (length, value) = (0, None);
        for (var i = 0; i < text.Length; i++)
        {
            node = Child(node, text[i]);
            if (node == None)
                break;
            if (_values[node] is var candidate and not None)
                (length, value) = (i + 1, candidate);
        }

        return (length, value);
    }

    private int AddChild(int node, char unit)
    {
        if (++_edges * 2 > _keys.Length)
            Grow();
        var child = _values.Count;
        _values.Add(None);
        Insert(Key(node, unit), child);
        return child;
    }

    private void Grow()
    {
        var (keys, children) = (_keys, _children);
        _keys = new ulong[keys.Length * 2];
        _children = new int[keys.Length * 2];
        _shift = 64 - BitOperations.Log2((uint)_keys.Length);
        for (var i = 0; i < keys.Length; i++)
            if (keys[i] != 0)
                Insert(keys[i], children[i]);
    }

    private void Insert(ulong key, int child)
    {
        var slot = Slot(key);
        while (_keys[slot] != 0)
            slot = (slot + 1) & (_keys.Length - 1);
        _keys[slot] = key;
        _children[slot] = child;
    }

    /// <summary>Never 0, so that 0 marks a free slot.</summary>
    private static ulong Key(int node, char unit) => ((ulong)(uint)node + 1) << 16 | unit;

    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> _shift);
}
