using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Patina.USearch.Native;

/// <summary>USearch's functions on spans, each status checked. Knows nothing of locking: see <see cref="VectorIndex"/>.</summary>
internal sealed unsafe class NativeIndex : IDisposable
{
    private readonly IndexHandle _handle;
    private readonly VectorIndexOptions _options;

    public NativeIndex(VectorIndexOptions options)
    {
        if (!LibraryVersion.StartsWith(NativeUSearch.HeaderVersion, StringComparison.Ordinal))
            throw USearchError.LibraryMissing($"is version {LibraryVersion}, not {NativeUSearch.HeaderVersion}x");
        _options = options;
        _handle = NativeUSearch.usearch_init(ToNative(options), out var error);
        USearchError.Check(error, "creating an index");
    }

    public static string LibraryVersion
    {
        get
        {
            try
            {
                return Marshal.PtrToStringUTF8((nint)NativeUSearch.usearch_version())!;
            }
            catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
            {
                throw USearchError.LibraryMissing("cannot be loaded", exception);
            }
        }
    }

    /// <summary>The instruction set whose kernel compares the vectors.</summary>
    public string HardwareAcceleration
    {
        get
        {
            var name = NativeUSearch.usearch_hardware_acceleration(_handle, out var error);
            USearchError.Check(error, "reading the instruction set");
            return Marshal.PtrToStringUTF8((nint)name)!;
        }
    }

    public long MemoryUsage
    {
        get
        {
            var bytes = NativeUSearch.usearch_memory_usage(_handle, out var error);
            USearchError.Check(error, "measuring memory");
            return (long)bytes;
        }
    }

    public int Capacity
    {
        get
        {
            var capacity = NativeUSearch.usearch_capacity(_handle, out var error);
            USearchError.Check(error, "reading the capacity");
            return checked((int)capacity);
        }
    }

    /// <summary>Takes over the content of a file that was checked: copied, or read from the mapping, which then lives as long as this.</summary>
    public void Read(MappedFile file, bool view, int threads)
    {
        var bytes = (byte*)file.View.DangerousGetHandle();
        if (view)
        {
            NativeUSearch.usearch_view_buffer(_handle, bytes, (nuint)file.Length, out var error);
            USearchError.Check(error, "viewing an index");
            _handle.KeepAlive(file.View);
        }
        else
        {
            NativeUSearch.usearch_load_buffer(_handle, bytes, (nuint)file.Length, out var error);
            USearchError.Check(error, "loading an index");
        }

        Reserve(Capacity, threads);
    }

    public long SerializedLength
    {
        get
        {
            var length = NativeUSearch.usearch_serialized_length(_handle, out var error);
            USearchError.Check(error, "measuring an index");
            return (long)length;
        }
    }

    public void SaveTo(MappedFile file)
    {
        NativeUSearch.usearch_save_buffer(_handle, (byte*)file.View.DangerousGetHandle(), (nuint)file.Length, out var error);
        USearchError.Check(error, "saving an index");
    }

    /// <summary>Makes room for <paramref name="capacity"/> vectors and <paramref name="threads"/> calls at a time. Nothing else may run meanwhile.</summary>
    public void Reserve(int capacity, int threads)
    {
        NativeUSearch.usearch_reserve(_handle, (nuint)capacity, out var error);
        USearchError.Check(error, $"reserving room for {capacity} vectors");
        // Reserving resets both numbers to the processor count.
        NativeUSearch.usearch_change_threads_add(_handle, (nuint)threads, out error);
        USearchError.Check(error, "reserving threads");
        NativeUSearch.usearch_change_threads_search(_handle, (nuint)threads, out error);
        USearchError.Check(error, "reserving threads");
    }

    public void ChangeExpansion(int add, int search)
    {
        NativeUSearch.usearch_change_expansion_add(_handle, (nuint)add, out var error);
        USearchError.Check(error, "changing the expansion");
        NativeUSearch.usearch_change_expansion_search(_handle, (nuint)search, out error);
        USearchError.Check(error, "changing the expansion");
    }

    public void Add(ulong key, ReadOnlySpan<float> vector)
    {
        fixed (float* pointer = vector)
        {
            NativeUSearch.usearch_add(_handle, key, pointer, VectorPrecision.F32, out var error);
            USearchError.Check(error, $"adding the vector of key {key}");
        }
    }

    public bool Contains(ulong key)
    {
        var contained = NativeUSearch.usearch_contains(_handle, key, out var error);
        USearchError.Check(error, $"looking for key {key}");
        return contained;
    }

    /// <returns>How many were found; they fill the start of both spans.</returns>
    public int Search(ReadOnlySpan<float> query, Span<ulong> keys, Span<float> distances)
    {
        fixed (float* queryPointer = query)
        fixed (ulong* keysPointer = keys)
        fixed (float* distancesPointer = distances)
        {
            var found = NativeUSearch.usearch_search(_handle, queryPointer, VectorPrecision.F32, (nuint)keys.Length, keysPointer, distancesPointer, out var error);
            USearchError.Check(error, "searching");
            return (int)found;
        }
    }

    /// <inheritdoc cref="Search"/>
    public int FilteredSearch(ReadOnlySpan<float> query, Func<ulong, bool> predicate, Span<ulong> keys, Span<float> distances)
    {
        var filter = new SearchFilter(predicate);
        var state = GCHandle.Alloc(filter);
        try
        {
            fixed (float* queryPointer = query)
            fixed (ulong* keysPointer = keys)
            fixed (float* distancesPointer = distances)
            {
                var found = NativeUSearch.usearch_filtered_search(_handle, queryPointer, VectorPrecision.F32, (nuint)keys.Length, &SearchFilter.Accepts, (void*)GCHandle.ToIntPtr(state), keysPointer, distancesPointer, out var error);
                if (filter.Failure is not null)
                    ExceptionDispatchInfo.Throw(filter.Failure);
                USearchError.Check(error, "searching");
                return (int)found;
            }
        }
        finally
        {
            state.Free();
        }
    }

    /// <returns>Whether the key is there; if so <paramref name="vector"/> holds its components.</returns>
    public bool TryGet(ulong key, Span<float> vector)
    {
        fixed (float* pointer = vector)
        {
            var found = NativeUSearch.usearch_get(_handle, key, 1, pointer, VectorPrecision.F32, out var error);
            USearchError.Check(error, $"reading the vector of key {key}");
            return found == 1;
        }
    }

    public bool Remove(ulong key)
    {
        var removed = NativeUSearch.usearch_remove(_handle, key, out var error);
        USearchError.Check(error, $"removing key {key}");
        return removed == 1;
    }

    /// <summary>Compares a query with every row of a matrix.</summary>
    /// <param name="rows">Row-major [n × dimensions].</param>
    /// <param name="found">Row numbers of the nearest, nearest first; at most n of them.</param>
    public void ExactSearch(ReadOnlySpan<float> rows, ReadOnlySpan<float> query, Span<ulong> found, Span<float> distances)
    {
        var stride = (nuint)query.Length * sizeof(float);
        fixed (float* rowsPointer = rows)
        fixed (float* queryPointer = query)
        fixed (ulong* foundPointer = found)
        fixed (float* distancesPointer = distances)
        {
            NativeUSearch.usearch_exact_search(rowsPointer, (nuint)(rows.Length / query.Length), stride, queryPointer, 1, stride, VectorPrecision.F32, (nuint)query.Length, _options.Metric, (nuint)found.Length, 1, foundPointer, 0, distancesPointer, 0, out var error);
            USearchError.Check(error, "searching exactly");
        }
    }

    public void Dispose() => _handle.Dispose();

    private static IndexInitOptions ToNative(VectorIndexOptions options) => new()
    {
        MetricKind = options.Metric,
        Quantization = options.Precision,
        Dimensions = (nuint)options.Dimensions,
        Connectivity = (nuint)options.Connectivity,
        ExpansionAdd = (nuint)options.ExpansionAdd,
        ExpansionSearch = (nuint)options.ExpansionSearch,
    };
}
