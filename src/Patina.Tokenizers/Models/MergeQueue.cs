namespace Patina.Tokenizers.Models;

/// <summary>Merges that wait: the lowest rank first, of those the leftmost.</summary>
/// <param name="heap">Room for all that will ever wait at once.</param>
internal ref struct MergeQueue(Span<ulong> heap)
{
    private readonly Span<ulong> _heap = heap;
    private int _count;

    /// <param name="rank">Not negative.</param>
    /// <param name="left">Index of the pair's left symbol.</param>
    public void Push(int rank, int left)
    {
        var entry = (ulong)(uint)rank << 32 | (uint)left;
        var index = _count++;
        while (index > 0 && _heap[(index - 1) / 2] is var parent && parent > entry)
        {
            _heap[index] = parent;
            index = (index - 1) / 2;
        }

        _heap[index] = entry;
    }

    public bool TryPop(out int rank, out int left)
    {
        (rank, left) = (0, 0);
        if (_count == 0)
            return false;

        (rank, left) = ((int)(_heap[0] >> 32), (int)(uint)_heap[0]);
        var last = _heap[--_count];
        var index = 0;
        for (var child = 1; child < _count; child = 2 * index + 1)
        {
            if (child + 1 < _count && _heap[child + 1] < _heap[child])
                child++;
            if (_heap[child] >= last)
                break;
            _heap[index] = _heap[child];
            index = child;
        }

        _heap[index] = last;
        return true;
    }
}
