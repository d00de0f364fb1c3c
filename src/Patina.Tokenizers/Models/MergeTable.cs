using System.Numerics;
using System.Runtime.CompilerServices;

namespace Patina.Tokenizers.Models;

/// <summary>Which pairs of tokens merge, in what order, and into what. Immutable once filled.</summary>
internal sealed class MergeTable
{
    public const int None = -1;

    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <param name="capacity">Merges at most.</param>
    public MergeTable(int capacity)
    {
        _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 8) * 2)];
        _shift = 64 - BitOperations.Log2((uint)_slots.Length);
    }

    /// <summary>Adds a merge, or gives one that is there a new rank.</summary>
    /// <param name="rank">Lower ranks merge first.</param>
    public void Add(int left, int right, int rank, int merged)
    {
        var key = Key(left, right);
        var slot = First(key);
        while (_slots[slot].Key != 0 && _slots[slot].Key != key)
            slot = (slot + 1) & (_slots.Length - 1);
        _slots[slot] = new Slot(key, rank, merged);
    }

    /// <returns>The rank of the merge, or <see cref="None"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(int left, int right, out int merged)
    {
        var (key, slots) = (Key(left, right), _slots);
        for (var slot = First(key); ; slot = (slot + 1) & (slots.Length - 1))
        {
            ref readonly var found = ref slots[slot];
            if (found.Key == key)
            {
                merged = found.Merged;
                return found.Rank;
            }

            if (found.Key == 0)
            {
                merged = None;
                return None;
            }
        }
    }

    /// <summary>Never 0, so that 0 marks a free slot.</summary>
    private static ulong Key(int left, int right) => ((ulong)(uint)left + 1) << 32 | (uint)right;

    // With the seed of the process, so that a file cannot be made to collide.
    private int First(ulong key)
    {
        key = (key ^ TextHash.Empty) * 0x9E3779B97F4A7C15;
        return (int)(((key ^ (key >> 32)) * 0xD6E8FEB86659FD93) >> _shift);
    }

    private readonly record struct Slot(ulong Key, int Rank, int Merged);
}
