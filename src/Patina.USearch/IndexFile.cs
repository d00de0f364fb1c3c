using System.Buffers.Binary;
using Patina.USearch.Native;

namespace Patina.USearch;

/// <summary>
/// Reads and checks a file in USearch's format before the C library sees it: that library follows the offsets and slots it
/// finds. Little-endian throughout:
/// <code>
/// u32 rows, u32 bytes per vector
/// rows × bytes per vector              the stored vectors
/// 64 bytes                             "usearch", u16 version × 3, metric, precision, key kind, slot kind,
///                                      u64 present, u64 removed, u64 dimensions, bool several vectors per key
/// u64 nodes, connectivity, base connectivity, highest level, entry slot
/// nodes × i16                          the level of each node
/// nodes, one after another:            u64 key, i16 level, neighbours of level 0, then of each level above;
///                                      neighbours are u32 count, then room for that level's connectivity × u32 slot
/// </code>
/// </summary>
/// <remarks>Written from USearch 2.26.2, index_dense.hpp and index.hpp.</remarks>
internal sealed class IndexFile : IDisposable
{
    private const int MatrixHeadBytes = 8;
    private const int HeadBytes = 64;
    private const int GraphHeadBytes = 40;
    private const int NodeHeadBytes = 10;

    /// <summary>Keys and slots of any other width mean another layout of the nodes.</summary>
    private const byte KindU64 = 14, KindU32 = 15;

    /// <summary>USearch marks a removed vector with the highest key.</summary>
    public const ulong RemovedKey = ulong.MaxValue;

    private readonly string _name;
    private long _graph;
    private int _nodes;
    private int _baseConnectivity;
    private int _highestLevel;
    private uint _entrySlot;

    private IndexFile(string path, MappedFile file)
    {
        _name = Path.GetFileName(path);
        Mapping = file;
    }

    public MappedFile Mapping { get; }

    public VectorIndexInfo Info { get; private set; } = null!;

    /// <summary>Maps the file and checks its heads and its size, but not yet the graph.</summary>
    /// <exception cref="VectorIndexException">The file is missing, something else, of another version or damaged.</exception>
    public static IndexFile Open(string path)
    {
        if (!File.Exists(path))
            throw new VectorIndexException(VectorIndexError.MissingFile, $"{path} does not exist. Build the index first.");
        if (new FileInfo(path).Length == 0)
            throw new VectorIndexException(VectorIndexError.Damaged, $"{path} is empty. Delete it and build the index again.");

        var file = new IndexFile(path, MappedFile.OpenRead(path));
        try
        {
            file.ReadHeads();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes an index to a new file beside <paramref name="path"/> and then puts it in its place.</summary>
    public static void Write(string path, NativeIndex index)
    {
        var temporary = $"{Path.GetFullPath(path)}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = MappedFile.Create(temporary, index.SerializedLength))
            {
                index.SaveTo(file);
                file.Flush();
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Checks every node, so that no search can leave the file, and collects the keys that were not removed.</summary>
    /// <exception cref="VectorIndexException"><see cref="VectorIndexError.Damaged"/></exception>
    public HashSet<ulong> ReadKeys()
    {
        var levels = ReadLevels();
        var keys = new HashSet<ulong>(Info.Count);
        var offset = _graph + GraphHeadBytes + 2L * _nodes;
        for (var slot = 0; slot < _nodes; slot++)
        {
            var node = Mapping.Slice(offset, NodeBytes(levels[slot]));
            var key = BinaryPrimitives.ReadUInt64LittleEndian(node);
            if (BinaryPrimitives.ReadInt16LittleEndian(node[8..]) != levels[slot])
                throw Damaged($"node {slot} is of another level than its entry in the table of levels");
            CheckNeighbours(node[NodeHeadBytes..], slot, levels);
            if (key != RemovedKey && !keys.Add(key))
                throw Damaged($"key {key} stands twice");
            offset += node.Length;
        }

        if (keys.Count != Info.Count)
            throw Damaged($"it announces {Info.Count} vectors and holds {keys.Count}");
        return keys;
    }

    public void Dispose() => Mapping.Dispose();

    private void ReadHeads()
    {
        var (rows, bytesPerVector) = ReadMatrixHead();
        _graph = MatrixHeadBytes + (long)rows * bytesPerVector + HeadBytes;
        if (_graph + GraphHeadBytes > Mapping.Length)
            throw Damaged($"{rows} vectors of {bytesPerVector} bytes do not fit into its {Mapping.Length} bytes");

        var head = Mapping.Slice(_graph - HeadBytes, HeadBytes);
        var version = CheckVersion(head);
        var (metric, precision) = CheckKinds(head);
        var present = BinaryPrimitives.ReadUInt64LittleEndian(head[17..]);
        var removed = BinaryPrimitives.ReadUInt64LittleEndian(head[25..]);
        var dimensions = BinaryPrimitives.ReadUInt64LittleEndian(head[33..]);
        if (present > int.MaxValue || removed > int.MaxValue || present + removed != (ulong)rows)
            throw Damaged($"it announces {present} vectors and {removed} removed ones, and stores {rows}");
        if (dimensions is 0 or > VectorIndexOptions.MaxDimensions || dimensions * BytesPerComponent(precision) != bytesPerVector)
            throw Damaged($"vectors of {dimensions} components in {precision} do not take {bytesPerVector} bytes");

        var connectivity = ReadGraphHead(rows);
        Info = new VectorIndexInfo((int)dimensions, metric, precision, (int)present, (int)removed, connectivity, version);
    }

    private (int Rows, uint BytesPerVector) ReadMatrixHead()
    {
        if (Mapping.Length < MatrixHeadBytes + HeadBytes + GraphHeadBytes)
            throw NotAnIndex();
        var head = Mapping.Slice(0, MatrixHeadBytes);
        var rows = BinaryPrimitives.ReadUInt32LittleEndian(head);
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        // A file that is something else gives random numbers here; a real one that was cut short still has plausible ones.
        if (rows > int.MaxValue || bytes == 0 || bytes > VectorIndexOptions.MaxDimensions * sizeof(float))
            throw NotAnIndex();
        return ((int)rows, bytes);
    }

    private Version CheckVersion(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("usearch"u8))
            throw NotAnIndex();
        var version = new Version(
            BinaryPrimitives.ReadUInt16LittleEndian(head[7..]),
            BinaryPrimitives.ReadUInt16LittleEndian(head[9..]),
            BinaryPrimitives.ReadUInt16LittleEndian(head[11..]));
        // Before 2.10 the kinds had other numbers.
        if (version.Major != 2 || version.Minor < 10)
            throw Unsupported($"was written by USearch {version}; versions 2.10 to 2.x are read");
        return version;
    }

    private (VectorMetric Metric, VectorPrecision Precision) CheckKinds(ReadOnlySpan<byte> head)
    {
        VectorMetric metric = head[13] switch
        {
            (byte)'c' => VectorMetric.Cosine,
            (byte)'i' => VectorMetric.InnerProduct,
            (byte)'e' => VectorMetric.SquaredEuclidean,
            var other => throw Unsupported($"compares by metric {other}; cosine, inner product and squared Euclidean are read"),
        };
        VectorPrecision precision = head[14] switch
        {
            4 => VectorPrecision.BF16,
            11 => VectorPrecision.F32,
            12 => VectorPrecision.F16,
            23 => VectorPrecision.I8,
            var other => throw Unsupported($"stores components of kind {other}; f32, f16, bf16 and i8 are read"),
        };
        if (head[15] != KindU64 || head[16] != KindU32)
            throw Unsupported($"has keys of kind {head[15]} and slots of kind {head[16]}; u64 and u32 are read");
        if (head[41] != 0)
            throw Unsupported("keeps several vectors per key; one is read");
        return (metric, precision);
    }

    /// <returns>The connectivity above level 0.</returns>
    private int ReadGraphHead(int rows)
    {
        var head = Mapping.Slice(_graph, GraphHeadBytes);
        var nodes = BinaryPrimitives.ReadUInt64LittleEndian(head);
        var connectivity = BinaryPrimitives.ReadUInt64LittleEndian(head[8..]);
        var baseConnectivity = BinaryPrimitives.ReadUInt64LittleEndian(head[16..]);
        var highestLevel = BinaryPrimitives.ReadUInt64LittleEndian(head[24..]);
        var entrySlot = BinaryPrimitives.ReadUInt64LittleEndian(head[32..]);
        if (nodes != (ulong)rows)
            throw Damaged($"its graph has {nodes} nodes for {rows} vectors");
        if (connectivity is < 2 or > VectorIndexOptions.MaxConnectivity || baseConnectivity < connectivity || baseConnectivity > 2 * VectorIndexOptions.MaxConnectivity)
            throw Damaged($"its graph has a connectivity of {connectivity} and {baseConnectivity}");
        if (rows > 0 && (entrySlot >= nodes || highestLevel > (ulong)short.MaxValue))
            throw Damaged($"its graph of {nodes} nodes is entered at slot {entrySlot} on level {highestLevel}");

        _nodes = rows;
        _baseConnectivity = (int)baseConnectivity;
        _highestLevel = (int)highestLevel;
        _entrySlot = (uint)entrySlot;
        return (int)connectivity;
    }

    /// <summary>The table of levels; with it the size of each node, and so of the file, is known.</summary>
    private short[] ReadLevels()
    {
        var levels = new short[_nodes];
        var offset = _graph + GraphHeadBytes;
        if (offset + 2L * _nodes > Mapping.Length)
            throw Damaged($"it ends within the table of {_nodes} levels");

        var end = offset + 2L * _nodes;
        for (var slot = 0; slot < _nodes; slot++)
        {
            var level = BinaryPrimitives.ReadInt16LittleEndian(Mapping.Slice(offset + 2L * slot, 2));
            if (level < 0 || level > _highestLevel)
                throw Damaged($"node {slot} is on level {level} of {_highestLevel}");
            levels[slot] = level;
            end += NodeBytes(level);
        }

        if (end != Mapping.Length)
            throw Damaged($"its parts take {end} bytes, the file has {Mapping.Length}");
        if (_nodes > 0 && levels[_entrySlot] != _highestLevel)
            throw Damaged($"its entry is on level {levels[_entrySlot]} of {_highestLevel}");
        return levels;
    }

    /// <summary>A neighbour must exist, and on the level on which it is a neighbour.</summary>
    private void CheckNeighbours(ReadOnlySpan<byte> lists, int slot, short[] levels)
    {
        for (var level = 0; level <= levels[slot]; level++)
        {
            var room = level == 0 ? _baseConnectivity : Info.Connectivity;
            var count = BinaryPrimitives.ReadUInt32LittleEndian(lists);
            if (count > room)
                throw Damaged($"node {slot} has {count} neighbours on level {level}, where {room} fit");
            for (var i = 0; i < count; i++)
            {
                var neighbour = BinaryPrimitives.ReadUInt32LittleEndian(lists[(4 + 4 * i)..]);
                if (neighbour >= _nodes || levels[neighbour] < level)
                    throw Damaged($"node {slot} has the neighbour {neighbour} on level {level}, which is not there");
            }

            lists = lists[(4 + 4 * room)..];
        }
    }

    private int NodeBytes(int level) => NodeHeadBytes + 4 + 4 * _baseConnectivity + level * (4 + 4 * Info.Connectivity);

    private static uint BytesPerComponent(VectorPrecision precision) => precision switch
    {
        VectorPrecision.F32 => 4,
        VectorPrecision.I8 => 1,
        _ => 2,
    };

    private VectorIndexException NotAnIndex() =>
        new(VectorIndexError.NotAnIndex, $"{_name} is not a USearch index. Name another file, or delete it and build the index again.");

    private VectorIndexException Unsupported(string what) =>
        new(VectorIndexError.Unsupported, $"{_name} {what}. Build the index again.");

    private VectorIndexException Damaged(string what) =>
        new(VectorIndexError.Damaged, $"{_name}: {what}. The file is damaged; delete it and build the index again.");
}
