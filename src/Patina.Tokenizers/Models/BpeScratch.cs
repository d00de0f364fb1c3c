namespace Patina.Tokenizers.Models;

/// <summary>The symbols of the word that is being merged.</summary>
internal sealed class BpeScratch : CachingScratch
{
    private Symbol[] _symbols = new Symbol[64];
    private ulong[] _queue = [];

    public int Count { get; set; }

    public Span<Symbol> Symbols => _symbols.AsSpan(0, Count);

    public override long Capacity => 20L * _symbols.Length + 8L * _queue.Length;

    /// <summary>Adds a symbol behind the others.</summary>
    /// <param name="start">Index of its first unit in the word.</param>
    /// <param name="end">Index after its last unit.</param>
    public void Add(int id, int start, int end)
    {
        if (Count == _symbols.Length)
            Array.Resize(ref _symbols, Count * 2);
        _symbols[Count] = new Symbol { Id = id, Start = start, End = end, Previous = Count - 1, Next = Count + 1 };
        Count++;
    }

    /// <summary>Room for the merges that wait: each symbol begins with one, and each of the fewer merges adds two at most.</summary>
    public ulong[] RentQueue()
    {
        if (_queue.Length < Count * 3)
            _queue = new ulong[Count * 3];
        return _queue;
    }

    /// <summary>A piece of the word; the last one's <see cref="Next"/> is the number of symbols, merged ones have the id -1.</summary>
    public struct Symbol
    {
        public int Id;
        public int Start;
        public int End;
        public int Previous;
        public int Next;
    }
}
