using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Patina.Oxidize.Artifacts;

/// <summary>
/// Every embedding that a model ever made of this project's texts, so that nothing is embedded twice, on any branch. One
/// file per model that only grows: a header, then records of equal size. Not thread-safe; one process writes at a time.
/// </summary>
/// <remarks>
/// Little-endian. Header, 64 bytes: <c>PATINAVC</c>, u32 version, u32 dimension, SHA-256 of the model's fingerprint, zeros.
/// Record: 16 bytes key, u32 CRC-32C of key and vector, 12 zeros, dimension × f32. A record that was cut off or damaged is
/// not found, so its text is embedded again; that is all a crash can do.
/// </remarks>
internal sealed class EmbeddingCache : IDisposable
{
    private const uint FormatVersion = 1;
    private const int HeaderSize = 64;
    private const int RecordHeadSize = 32;
    private const int ReadSize = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "PATINAVC"u8;

    private readonly FileStream _file;
    private readonly Dictionary<CacheKey, long> _offsets = [];
    private readonly int _dimension;
    private long _end;

    private EmbeddingCache(FileStream file, int dimension)
    {
        _file = file;
        _dimension = dimension;
    }

    public int Count => _offsets.Count;

    private int RecordSize => RecordHeadSize + (sizeof(float) * _dimension);

    /// <summary>Opens a model's cache, or starts one; a file of another model or format is replaced.</summary>
    /// <param name="fingerprint">Of the model.</param>
    /// <param name="dimension">Of its vectors.</param>
    /// <param name="readOnly">The file must exist and stays as it is; one of another model or format is like an empty one.</param>
    public static EmbeddingCache Open(string path, string fingerprint, int dimension, bool readOnly = false)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Embedding caches are little-endian; this machine is not.");

        if (!readOnly)
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = readOnly
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0)
            : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var cache = new EmbeddingCache(file, dimension);
        try
        {
            if (cache.HasHeader(fingerprint))
                cache.ReadRecords();
            else if (!readOnly)
                cache.Start(fingerprint);
            return cache;
        }
        catch
        {
            cache.Dispose();
            throw;
        }
    }

    public bool Contains(CacheKey key) => _offsets.ContainsKey(key);

    /// <param name="vector">Receives the embedding, if there is one.</param>
    public bool TryRead(CacheKey key, Span<float> vector)
    {
        if (vector.Length != _dimension)
            throw new ArgumentException($"Expected room for {_dimension} numbers, got {vector.Length}.", nameof(vector));
        if (!_offsets.TryGetValue(key, out var offset))
            return false;

        ReadExactly(MemoryMarshal.AsBytes(vector), offset + RecordHeadSize);
        return true;
    }

    /// <summary>Appends embeddings; they survive a crash of this process from then on.</summary>
    /// <param name="vectors">Row-major [keys × dimension].</param>
    public void Append(ReadOnlySpan<CacheKey> keys, ReadOnlySpan<float> vectors)
    {
        if (vectors.Length != keys.Length * _dimension)
            throw new ArgumentException($"{keys.Length} embeddings of {_dimension} numbers are not {vectors.Length} numbers.", nameof(vectors));

        var bytes = ArrayPool<byte>.Shared.Rent(keys.Length * RecordSize);
        var records = bytes.AsSpan(0, keys.Length * RecordSize);
        records.Clear();
        for (var i = 0; i < keys.Length; i++)
        {
            var record = records.Slice(i * RecordSize, RecordSize);
            BinaryPrimitives.WriteUInt128LittleEndian(record, keys[i].Value);
            MemoryMarshal.AsBytes(vectors.Slice(i * _dimension, _dimension)).CopyTo(record[RecordHeadSize..]);
            BinaryPrimitives.WriteUInt32LittleEndian(record[CacheKey.Size..], Checksum(record));
        }

        RandomAccess.Write(_file.SafeFileHandle, records, _end);
        ArrayPool<byte>.Shared.Return(bytes);
        for (var i = 0; i < keys.Length; i++)
            _offsets[keys[i]] = _end + ((long)i * RecordSize);
        _end += (long)keys.Length * RecordSize;
    }

    /// <summary>Makes what was appended survive a loss of power.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    public void Dispose() => _file.Dispose();

    private bool HasHeader(string fingerprint)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (_file.Length < HeaderSize)
            return false;
        ReadExactly(header, 0);
        return header.SequenceEqual(Header(fingerprint));
    }

    private byte[] Header(string fingerprint)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), _dimension);
        SHA256.HashData(Encoding.UTF8.GetBytes(fingerprint), header.AsSpan(16));
        return header;
    }

    private void Start(string fingerprint)
    {
        _file.SetLength(0);
        RandomAccess.Write(_file.SafeFileHandle, Header(fingerprint), 0);
        _end = HeaderSize;
    }

    /// <summary>Reads the whole file once: keys are remembered, damaged records are not.</summary>
    private void ReadRecords()
    {
        var records = (_file.Length - HeaderSize) / RecordSize;
        var perRead = Math.Max(1, ReadSize / RecordSize);
        var buffer = new byte[perRead * RecordSize];
        _end = HeaderSize + (records * RecordSize);
        for (var first = 0L; first < records; first += perRead)
        {
            var block = buffer.AsSpan(0, (int)Math.Min(perRead, records - first) * RecordSize);
            var offset = HeaderSize + (first * RecordSize);
            ReadExactly(block, offset);
            for (; block.Length > 0; block = block[RecordSize..], offset += RecordSize)
            {
                if (Checksum(block[..RecordSize]) == BinaryPrimitives.ReadUInt32LittleEndian(block[CacheKey.Size..]))
                    _offsets[new CacheKey(BinaryPrimitives.ReadUInt128LittleEndian(block))] = offset;
            }
        }
    }

    /// <summary>CRC-32C of a record without its checksum.</summary>
    private static uint Checksum(ReadOnlySpan<byte> record)
    {
        var checksum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, uint>(record[..CacheKey.Size]))
            checksum = BitOperations.Crc32C(checksum, word);
        foreach (var word in MemoryMarshal.Cast<byte, uint>(record[RecordHeadSize..]))
            checksum = BitOperations.Crc32C(checksum, word);
        return ~checksum;
    }

    private void ReadExactly(Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var count = RandomAccess.Read(_file.SafeFileHandle, bytes, offset);
            if (count == 0)
                throw new EndOfStreamException($"{_file.Name}: ends at {offset}, where embeddings should be.");
            bytes = bytes[count..];
            offset += count;
        }
    }
}
