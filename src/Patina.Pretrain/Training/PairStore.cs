using System.Runtime.InteropServices;
using Patina.Numerics;
using Patina.Pretrain.Mining;
using Patina.Tokenizers;

namespace Patina.Pretrain.Training;

/// <summary>Encoded pairs in one file, read where they lie; of each only its place is in memory.</summary>
internal sealed class PairStore : IDisposable
{
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;
    private byte[] _buffer = new byte[1 << 14];

    private PairStore(Microsoft.Win32.SafeHandles.SafeFileHandle file, List<PairGroup> groups)
    {
        _file = file;
        Groups = groups;
    }

    /// <summary>In the order of repositories, then kinds.</summary>
    public IReadOnlyList<PairGroup> Groups { get; }

    /// <summary>Encodes files of chosen pairs.</summary>
    /// <param name="path">The file to write; replaced.</param>
    public static PairStore Create(
        string path, IReadOnlyDictionary<string, string> filesByRepository, Tokenizer tokenizer, ulong seed, Action advance, CancellationToken cancellation)
    {
        var groups = new List<PairGroup>();
        var random = new SeededRandom(seed);
        using (var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        {
            var encoder = new PairEncoder(tokenizer);
            var record = new List<byte>();
            foreach (var (repository, file) in filesByRepository.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                cancellation.ThrowIfCancellationRequested();
                var offsets = new SortedDictionary<PairKind, List<long>>();
                foreach (var pair in PairFile.Read(file))
                {
                    record.Clear();
                    if (!encoder.Encode(pair, record))
                        continue;
                    if (!offsets.TryGetValue(pair.Kind, out var places))
                        offsets[pair.Kind] = places = [];
                    places.Add(stream.Position);
                    stream.Write(BitConverter.GetBytes(record.Count));
                    stream.Write(CollectionsMarshal.AsSpan(record));
                }
                foreach (var (kind, places) in offsets)
                {
                    var shuffled = places.ToArray();
                    random.Shuffle<long>(shuffled);
                    groups.Add(new PairGroup(repository, kind, shuffled));
                }
                advance();
            }
        }
        return new PairStore(File.OpenHandle(path, options: FileOptions.RandomAccess), groups);
    }

    /// <summary>Adds the pair at a place to a batch.</summary>
    public void Read(long offset, PairBatch batch)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        RandomAccess.Read(_file, length, offset);
        var size = BitConverter.ToInt32(length);
        if (_buffer.Length < size)
            _buffer = new byte[size * 2];
        var record = _buffer.AsSpan(0, RandomAccess.Read(_file, _buffer.AsSpan(0, size), offset + sizeof(int)));
        ReadSide(ref record, batch.Queries);
        ReadSide(ref record, batch.Heads);
        ReadSide(ref record, batch.Bodies);
    }

    public void Dispose() => _file.Dispose();

    private static void ReadSide(ref Span<byte> record, TokenBag bag)
    {
        var count = record[0] | (record[1] << 8);
        var tokens = record.Slice(2, count * sizeof(ushort));
        bag.Add(MemoryMarshal.Cast<byte, ushort>(tokens), record.Slice(2 + tokens.Length, count));
        record = record[(2 + (count * 3))..];
    }
}
