using System.Runtime.InteropServices;
using System.Text;
using Patina.Memory.Chunks;
using Patina.Safetensors;

namespace Patina.Scry.Lexical;

/// <summary>
/// The chunks of a project in the order of their paths and lines, and which terms each has. A mapped file: opening it costs the
/// same whatever its size. Not thread-safe.
/// </summary>
internal sealed class LexicalIndex : IDisposable
{
    private readonly SafetensorsFile _file;
    private readonly TensorInfo _keys;
    private readonly TensorInfo _order;
    private readonly TensorInfo _kinds;
    private readonly TensorInfo _backgrounds;
    private readonly TensorInfo _places;
    private readonly TensorInfo _lines;
    private readonly TensorInfo _paths;
    private readonly TensorInfo _pathStarts;
    private readonly Dictionary<int, string> _readPaths = [];

    /// <exception cref="SafetensorsException">It is no lexical index.</exception>
    public LexicalIndex(SafetensorsFile file)
    {
        _file = file;
        _keys = file.GetTensor("keys");
        _order = file.GetTensor("order");
        _kinds = file.GetTensor("kinds");
        _backgrounds = file.GetTensor("backgrounds");
        _places = file.GetTensor("places");
        _lines = file.GetTensor("lines");
        _paths = file.GetTensor("paths");
        _pathStarts = file.GetTensor("path_starts");
        Count = (int)_keys.ElementCount;
        Windows = [.. Enumerable.Range(0, Math.Max(1, (Count + PostingsWindow.Size - 1) / PostingsWindow.Size))
            .Select(number => new PostingsWindow(file, number))];
    }

    /// <summary>Chunks.</summary>
    public int Count { get; }

    /// <summary>Whether any chunk is of this kind.</summary>
    public bool Has(ChunkKind kind) => _file.GetBytes(_kinds).Contains((byte)kind);

    public int PlaceCount => (int)_pathStarts.ElementCount - 1;

    public IReadOnlyList<PostingsWindow> Windows { get; }

    private ReadOnlySpan<long> Keys => Read<long>(_keys);

    private ReadOnlySpan<int> Places => Read<int>(_places);

    /// <param name="number">From 0; chunks of one place follow each other.</param>
    public IndexedChunk this[int number]
    {
        get
        {
            var lines = Read<int>(_lines).Slice(2 * number, 2);
            return new IndexedChunk(
                new ChunkKey(Keys[number]), (ChunkKind)_file.GetBytes(_kinds)[number], Places[number], lines[0], lines[1]);
        }
    }

    public ChunkKey KeyOf(int number) => new(Keys[number]);

    public ChunkKind KindOf(int number) => (ChunkKind)_file.GetBytes(_kinds)[number];

    /// <summary>Whether the chunk is what a note says of sessions before it.</summary>
    public bool IsBackground(int number) => _file.GetBytes(_backgrounds)[number] != 0;

    public int PlaceOf(int number) => Places[number];

    /// <summary>The path of a place; a commit's is its hash.</summary>
    public string PathOf(int place)
    {
        if (_readPaths.TryGetValue(place, out var path))
            return path;
        var starts = Read<int>(_pathStarts);
        path = Encoding.UTF8.GetString(_file.GetBytes(_paths)[starts[place]..starts[place + 1]]);
        _readPaths.Add(place, path);
        return path;
    }

    /// <summary>The place of a path; −1 when there is none.</summary>
    public int FindPlace(string path)
    {
        var wanted = Encoding.UTF8.GetBytes(path);
        var starts = Read<int>(_pathStarts);
        var paths = _file.GetBytes(_paths);
        var (low, high) = (0, PlaceCount - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = paths[starts[middle]..starts[middle + 1]].SequenceCompareTo(wanted);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }

    /// <summary>The first chunk of a place.</summary>
    public int FirstOf(int place)
    {
        var first = Places.BinarySearch(place);
        while (first > 0 && PlaceOf(first - 1) == place)
            first--;
        return first;
    }

    /// <summary>The number of a chunk; −1 when the index does not have it.</summary>
    public int Find(ChunkKey key)
    {
        var keys = Keys;
        var order = Read<int>(_order);
        var (low, high) = (0, order.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = keys[order[middle]];
            if (found == key.Value)
                return order[middle];
            if (found < key.Value)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }

    /// <summary>The chunks of the place that a chunk belongs to.</summary>
    public (int First, int End) PlaceRange(int number)
    {
        var places = Places;
        var (first, end) = (number, number + 1);
        while (first > 0 && places[first - 1] == places[number])
            first--;
        while (end < places.Length && places[end] == places[number])
            end++;
        return (first, end);
    }

    public void Dispose() => _file.Dispose();

    private ReadOnlySpan<T> Read<T>(TensorInfo tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_file.GetBytes(tensor));
}
