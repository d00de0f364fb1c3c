using System.Runtime.InteropServices;
using System.Text;
using Patina.Memory.Chunks;
using Patina.Safetensors;

namespace Patina.Scry.Lexical;

/// <summary>Writes the lexical index of a project.</summary>
internal static class LexicalIndexWriter
{
    /// <param name="chunks">Those of one path in a row.</param>
    /// <param name="backgrounds">Those that say what was before; see <see cref="LexicalIndex.IsBackground"/>.</param>
    /// <param name="metadata">What the index was made from.</param>
    public static void Write(
        string path, IEnumerable<Chunk> chunks, IReadOnlySet<ChunkKey> backgrounds, FieldWeights weights,
        IReadOnlyDictionary<string, string> metadata, CancellationToken cancellation)
    {
        var catalog = new Catalog();
        var tensors = new List<TensorData>();
        var (reader, terms, window, windows) = (new ChunkPostings(weights), new List<(ulong, byte)>(), new WindowBuilder(), 0);
        foreach (var chunk in chunks)
        {
            cancellation.ThrowIfCancellationRequested();
            if (window.IsFull)
            {
                tensors.AddRange(window.Build(windows++));
                window = new WindowBuilder();
            }

            catalog.Add(chunk, backgrounds.Contains(chunk.Key));
            reader.Read(chunk, terms);
            window.Add(terms);
        }

        tensors.AddRange(window.Build(windows));
        tensors.AddRange(catalog.Build());
        SafetensorsWriter.Write(path, tensors, metadata, cancellation);
    }

    /// <summary>The chunks themselves, column by column.</summary>
    private sealed class Catalog
    {
        private readonly List<long> _keys = [];
        private readonly List<byte> _kinds = [];
        private readonly List<byte> _backgrounds = [];
        private readonly List<int> _places = [];
        private readonly List<int> _lines = [];
        private readonly List<byte> _paths = [];
        private readonly List<int> _pathStarts = [];
        private string? _path;

        public void Add(Chunk chunk, bool isBackground)
        {
            if (chunk.Path != _path)
            {
                _path = chunk.Path;
                _pathStarts.Add(_paths.Count);
                _paths.AddRange(Encoding.UTF8.GetBytes(chunk.Path));
            }

            _keys.Add(chunk.Key.Value);
            _kinds.Add((byte)chunk.Kind);
            _backgrounds.Add(isBackground ? (byte)1 : (byte)0);
            _places.Add(_pathStarts.Count - 1);
            _lines.Add(chunk.StartLine);
            _lines.Add(chunk.EndLine);
        }

        public IEnumerable<TensorData> Build()
        {
            _pathStarts.Add(_paths.Count);
            var keys = _keys.ToArray();
            var order = Enumerable.Range(0, keys.Length).ToArray();
            Array.Sort(keys.ToArray(), order);
            yield return Of<long>("keys", DType.I64, keys);
            yield return Of<int>("order", DType.I32, order);
            yield return Of<byte>("kinds", DType.U8, CollectionsMarshal.AsSpan(_kinds));
            yield return Of<byte>("backgrounds", DType.U8, CollectionsMarshal.AsSpan(_backgrounds));
            yield return Of<int>("places", DType.I32, CollectionsMarshal.AsSpan(_places));
            yield return Of<int>("lines", DType.I32, CollectionsMarshal.AsSpan(_lines));
            yield return Of<byte>("paths", DType.U8, CollectionsMarshal.AsSpan(_paths));
            yield return Of<int>("path_starts", DType.I32, CollectionsMarshal.AsSpan(_pathStarts));
        }

        private static TensorData Of<T>(string name, DType type, ReadOnlySpan<T> values)
            where T : unmanaged => TensorData.Bytes(name, type, MemoryMarshal.AsBytes(values).ToArray(), values.Length);
    }
}
