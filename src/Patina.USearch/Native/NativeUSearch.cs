// USearch 2.26.2, c/usearch.h
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Patina.USearch.Native;

internal static unsafe partial class NativeUSearch
{
    internal const string Library = "patina_kernels";

    /// <summary>The version whose header is declared here; a later patch of it has the same one.</summary>
    internal const string HeaderVersion = "2.26.";

    [LibraryImport(Library)]
    internal static partial byte* usearch_version();

    [LibraryImport(Library)]
    internal static partial IndexHandle usearch_init(in IndexInitOptions options, out byte* error);

    [LibraryImport(Library)]
    internal static partial void usearch_free(nint index, out byte* error);

    [LibraryImport(Library)]
    internal static partial nuint usearch_memory_usage(IndexHandle index, out byte* error);

    [LibraryImport(Library)]
    internal static partial byte* usearch_hardware_acceleration(IndexHandle index, out byte* error);

    [LibraryImport(Library)]
    internal static partial nuint usearch_serialized_length(IndexHandle index, out byte* error);

    [LibraryImport(Library)]
    internal static partial void usearch_save_buffer(IndexHandle index, byte* buffer, nuint length, out byte* error);

    [LibraryImport(Library)]
    internal static partial void usearch_load_buffer(IndexHandle index, byte* buffer, nuint length, out byte* error);

    [LibraryImport(Library)]
    internal static partial void usearch_view_buffer(IndexHandle index, byte* buffer, nuint length, out byte* error);

    [LibraryImport(Library)]
    internal static partial nuint usearch_capacity(IndexHandle index, out byte* error);

    [LibraryImport(Library)]
    internal static partial void usearch_reserve(IndexHandle index, nuint capacity, out byte* error);

    [LibraryImport(Library)]
    internal static partial void usearch_change_expansion_add(IndexHandle index, nuint expansion, out byte* error);

    [LibraryImport(Library)]
    internal static partial void usearch_change_expansion_search(IndexHandle index, nuint expansion, out byte* error);

    [LibraryImport(Library)]
    internal static partial void usearch_change_threads_add(IndexHandle index, nuint threads, out byte* error);

    [LibraryImport(Library)]
    internal static partial void usearch_change_threads_search(IndexHandle index, nuint threads, out byte* error);

    [LibraryImport(Library)]
    internal static partial void usearch_add(IndexHandle index, ulong key, void* vector, VectorPrecision kind, out byte* error);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool usearch_contains(IndexHandle index, ulong key, out byte* error);

    [LibraryImport(Library)]
    internal static partial nuint usearch_search(IndexHandle index, void* query, VectorPrecision kind, nuint count, ulong* keys, float* distances, out byte* error);

    [LibraryImport(Library)]
    internal static partial nuint usearch_filtered_search(IndexHandle index, void* query, VectorPrecision kind, nuint count, delegate* unmanaged<ulong, void*, int> filter, void* filterState, ulong* keys, float* distances, out byte* error);

    [LibraryImport(Library)]
    internal static partial nuint usearch_get(IndexHandle index, ulong key, nuint count, void* vector, VectorPrecision kind, out byte* error);

    [LibraryImport(Library)]
    internal static partial nuint usearch_remove(IndexHandle index, ulong key, out byte* error);

    [LibraryImport(Library)]
    internal static partial void usearch_exact_search(void* dataset, nuint datasetSize, nuint datasetStride, void* queries, nuint queriesSize, nuint queriesStride, VectorPrecision kind, nuint dimensions, VectorMetric metric, nuint count, nuint threads, ulong* keys, nuint keysStride, float* distances, nuint distancesStride, out byte* error);
}
