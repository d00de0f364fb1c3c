using Patina.USearch.Native;

namespace Patina.USearch;

/// <summary>
/// Approximate nearest neighbours of vectors under 64-bit keys (HNSW, by USearch), in memory or on a mapped file.
/// Thread-safe: searches run side by side, a change waits for them and they for it.
/// </summary>
/// <remarks>One key has one vector. The key <see cref="ulong.MaxValue"/> is USearch's own mark and cannot be used.</remarks>
public sealed class VectorIndex : IDisposable
{
    private const int FirstCapacity = 64;

    private readonly NativeIndex _native;
    private readonly VectorIndexOptions _options;
    private readonly HashSet<ulong> _keys;
    private readonly IndexFile? _viewed;
    private readonly IndexSearch _search;
    private readonly IndexLock _lock = new(Environment.ProcessorCount);
    private int _expansionAdd;
    private int _expansionSearch;

    /// <summary>An empty index in memory.</summary>
    public VectorIndex(VectorIndexOptions options) : this(options, [], null)
    {
    }

    private VectorIndex(VectorIndexOptions options, HashSet<ulong> keys, IndexFile? viewed)
    {
        options.Validate();
        _options = options;
        _keys = keys;
        _viewed = viewed;
        _expansionAdd = options.ExpansionAdd;
        _expansionSearch = options.ExpansionSearch;
        _native = new NativeIndex(options);
        _search = new IndexSearch(_native, keys, options.Dimensions);
    }

    public int Dimensions => _options.Dimensions;

    public VectorMetric Metric => _options.Metric;

    public VectorPrecision Precision => _options.Precision;

    public int Connectivity => _options.Connectivity;

    /// <summary>Whether this is a view of a file, which can be searched but not changed.</summary>
    public bool IsReadOnly => _viewed is not null;

    /// <summary>Vectors that can be found.</summary>
    public int Count
    {
        get
        {
            using var scope = _lock.Read();
            return _keys.Count;
        }
    }

    /// <summary>Vectors that fit before the index has to grow.</summary>
    public int Capacity
    {
        get
        {
            using var scope = _lock.Read();
            return _native.Capacity;
        }
    }

    /// <summary>Bytes that the index holds outside the managed heap.</summary>
    public long MemoryUsage
    {
        get
        {
            using var scope = _lock.Read();
            return _native.MemoryUsage;
        }
    }

    /// <summary>The instruction set in use, such as <c>skylake</c>, <c>neon</c> or <c>serial</c>.</summary>
    public string HardwareAcceleration => _native.HardwareAcceleration;

    /// <inheritdoc cref="VectorIndexOptions.ExpansionAdd"/>
    public int ExpansionAdd
    {
        get => _expansionAdd;
        set => ChangeExpansion(value, _expansionSearch);
    }

    /// <inheritdoc cref="VectorIndexOptions.ExpansionSearch"/>
    public int ExpansionSearch
    {
        get => _expansionSearch;
        set => ChangeExpansion(_expansionAdd, value);
    }

    /// <summary>The version of the native library.</summary>
    /// <exception cref="VectorIndexException"><see cref="VectorIndexError.MissingLibrary"/></exception>
    public static string LibraryVersion => NativeIndex.LibraryVersion;

    /// <summary>Reads what a file says of itself, without its vectors.</summary>
    /// <exception cref="VectorIndexException">The file is missing, something else, of another version or damaged.</exception>
    public static VectorIndexInfo Inspect(string path)
    {
        using var file = IndexFile.Open(path);
        return file.Info;
    }

    /// <summary>Reads a file into memory; the index can then be changed.</summary>
    /// <inheritdoc cref="Inspect"/>
    public static VectorIndex Load(string path)
    {
        using var file = IndexFile.Open(path);
        return Open(file, view: false);
    }

    /// <summary>Searches a file where it lies, mapped into memory. The file must not be written to; replacing it is fine.</summary>
    /// <inheritdoc cref="Inspect"/>
    public static VectorIndex View(string path)
    {
        var file = IndexFile.Open(path);
        try
        {
            return Open(file, view: true);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public bool Contains(ulong key)
    {
        using var scope = _lock.Read();
        return _keys.Contains(key);
    }

    /// <summary>Reads a vector back, as precisely as the index stores it; of unit length for <see cref="VectorPrecision.I8"/>.</summary>
    /// <param name="vector">Receives <see cref="Dimensions"/> components.</param>
    /// <returns>Whether the key was there.</returns>
    public bool TryGet(ulong key, Span<float> vector)
    {
        VectorChecks.Shape(vector.Length, 1, Dimensions, nameof(vector));
        using var scope = _lock.Read();
        return _keys.Contains(key) && _native.TryGet(key, vector);
    }

    /// <summary>Makes room for <paramref name="capacity"/> vectors in all, so that adding them need not stop to grow.</summary>
    public void Reserve(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        using var scope = Change();
        _native.Reserve(capacity, Environment.ProcessorCount);
    }

    /// <param name="vector"><see cref="Dimensions"/> components, all finite.</param>
    /// <exception cref="ArgumentException">The key is taken or reserved, or the vector is of another shape or not finite.</exception>
    public void Add(ulong key, ReadOnlySpan<float> vector) => AddBatch([key], vector, threads: 1);

    /// <summary>Adds many vectors, from several threads.</summary>
    /// <param name="vectors">Row-major [keys × <see cref="Dimensions"/>], all finite.</param>
    /// <param name="threads">At most this many, 0 for one per processor. With 1 the same input gives the same index each time.</param>
    /// <param name="progress">Told from time to time, from any of the threads, how many are in.</param>
    /// <param name="cancellation">What was added before it was cancelled stays.</param>
    /// <exception cref="ArgumentException">Nothing was added: a key is taken, reserved or given twice, or the vectors are of another shape or not finite.</exception>
    public void AddBatch(ReadOnlySpan<ulong> keys, ReadOnlySpan<float> vectors, int threads = 0, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        VectorChecks.Shape(vectors.Length, keys.Length, Dimensions, nameof(vectors));
        VectorChecks.Finite(vectors, nameof(vectors));
        if (keys.IsEmpty)
            return;

        using var scope = Change();
        var added = VectorChecks.NewKeys(keys, _keys);
        Grow(keys.Length);
        try
        {
            var most = Environment.ProcessorCount;
            BatchInsert.Run(_native, keys, vectors, _keys.Count, threads == 0 ? most : Math.Min(threads, most), progress, cancellation);
        }
        catch
        {
            added.RemoveWhere(key => !_native.Contains(key));
            throw;
        }
        finally
        {
            _keys.UnionWith(added);
        }
    }

    /// <summary>Forgets a vector.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(ulong key)
    {
        using var scope = Change();
        return _keys.Remove(key) && _native.Remove(key);
    }

    /// <summary>Finds the nearest vectors by way of the graph: nearly always the right ones, and never too few.</summary>
    /// <param name="query"><see cref="Dimensions"/> components, all finite.</param>
    /// <param name="keys">Receives the keys, nearest first; its length says how many are wanted.</param>
    /// <param name="distances">Receives the distances in the unit of <see cref="Metric"/>; as long as <paramref name="keys"/>.</param>
    /// <param name="filter">Which keys may be found, null for all. Called often, for one key more than once, in no order; it must not use this index.</param>
    /// <returns>How many were found: as many as wanted, or all there are that the filter lets through.</returns>
    public int Search(ReadOnlySpan<float> query, Span<ulong> keys, Span<float> distances, Func<ulong, bool>? filter = null)
    {
        VectorChecks.Query(query, Dimensions, keys.Length, distances.Length);
        using var scope = _lock.Search();
        return _search.Approximate(query, filter, keys, distances);
    }

    /// <summary>Allocating twin of <see cref="Search(ReadOnlySpan{float}, Span{ulong}, Span{float}, Func{ulong, bool}?)"/>.</summary>
    public VectorMatch[] Search(ReadOnlySpan<float> query, int count, Func<ulong, bool>? filter = null)
    {
        var (keys, distances) = Room(count);
        return Matches(keys, distances, Search(query, keys, distances, filter));
    }

    /// <summary>Finds the nearest vectors by comparing with each: always the right ones, in time proportional to <see cref="Count"/>.</summary>
    /// <inheritdoc cref="Search(ReadOnlySpan{float}, Span{ulong}, Span{float}, Func{ulong, bool}?)"/>
    public int ExactSearch(ReadOnlySpan<float> query, Span<ulong> keys, Span<float> distances, Func<ulong, bool>? filter = null)
    {
        VectorChecks.Query(query, Dimensions, keys.Length, distances.Length);
        using var scope = _lock.Search();
        return _search.Exact(query, filter, keys, distances);
    }

    /// <summary>Allocating twin of <see cref="ExactSearch(ReadOnlySpan{float}, Span{ulong}, Span{float}, Func{ulong, bool}?)"/>.</summary>
    public VectorMatch[] ExactSearch(ReadOnlySpan<float> query, int count, Func<ulong, bool>? filter = null)
    {
        var (keys, distances) = Room(count);
        return Matches(keys, distances, ExactSearch(query, keys, distances, filter));
    }

    /// <summary>Writes the index to a file beside <paramref name="path"/> and then puts it in its place.</summary>
    /// <exception cref="IOException">The file cannot be written. On Windows a file that is being viewed cannot be replaced.</exception>
    public void Save(string path)
    {
        using var scope = _lock.Change();
        IndexFile.Write(path, _native);
    }

    public void Dispose()
    {
        _native.Dispose();
        _viewed?.Dispose();
        _lock.Dispose();
    }

    private static VectorIndex Open(IndexFile file, bool view)
    {
        var info = file.Info;
        var keys = file.ReadKeys();
        var options = new VectorIndexOptions { Dimensions = info.Dimensions, Metric = info.Metric, Precision = info.Precision, Connectivity = info.Connectivity };
        var index = new VectorIndex(options, keys, view ? file : null);
        try
        {
            if (keys.Count + info.Removed > 0)
                index._native.Read(file.Mapping, view, Environment.ProcessorCount);
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    private (ulong[] Keys, float[] Distances) Room(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        count = Math.Min(count, Count);
        return (new ulong[count], new float[count]);
    }

    private static VectorMatch[] Matches(ulong[] keys, float[] distances, int found)
    {
        var matches = new VectorMatch[found];
        for (var i = 0; i < found; i++)
            matches[i] = new VectorMatch(keys[i], distances[i]);
        return matches;
    }

    private IndexLock.Scope Change()
    {
        if (IsReadOnly)
            throw new InvalidOperationException("This index is a view of a file and cannot be changed; open the file with Load.");
        return _lock.Change();
    }

    private void ChangeExpansion(int add, int search)
    {
        VectorIndexOptions.Require(add, 1, VectorIndexOptions.MaxExpansion, nameof(ExpansionAdd));
        VectorIndexOptions.Require(search, 1, VectorIndexOptions.MaxExpansion, nameof(ExpansionSearch));
        using var scope = _lock.Change();
        _native.ChangeExpansion(add, search);
        (_expansionAdd, _expansionSearch) = (add, search);
    }

    /// <summary>USearch grows to exactly what it is asked for; doubling keeps single adds linear in all.</summary>
    private void Grow(int added)
    {
        var capacity = _native.Capacity;
        var needed = checked(_keys.Count + added);
        if (needed > capacity)
            _native.Reserve(Math.Max(needed, Math.Max(FirstCapacity, (int)Math.Min(2L * capacity, int.MaxValue))), Environment.ProcessorCount);
    }
}
