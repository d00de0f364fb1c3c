// mlx-c 0.6 (MLX 0.31), mlx/c/*.h
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Patina.Embeddings.Mlx.Native;

/// <summary>The functions of mlx-c that models need, by header and in its order. Where they return an int, 0 is success.</summary>
internal static unsafe partial class NativeMlx
{
    internal const string Library = "mlxc";

    // array.h
    [LibraryImport(Library)]
    internal static partial int mlx_array_free(nint arr);

    [LibraryImport(Library)]
    internal static partial MlxArrayHandle mlx_array_new_float32(float val);

    [LibraryImport(Library)]
    internal static partial MlxArrayHandle mlx_array_new_data(void* data, int* shape, int dim, MlxType dtype);

    [LibraryImport(Library)]
    internal static partial nuint mlx_array_size(MlxArrayHandle arr);

    [LibraryImport(Library)]
    internal static partial int mlx_array_dim(MlxArrayHandle arr, int dim);

    [LibraryImport(Library)]
    internal static partial MlxType mlx_array_dtype(MlxArrayHandle arr);

    [LibraryImport(Library)]
    internal static partial int mlx_array_eval(MlxArrayHandle arr);

    [LibraryImport(Library)]
    internal static partial float* mlx_array_data_float32(MlxArrayHandle arr);

    // closure.h
    [LibraryImport(Library)]
    internal static partial int mlx_closure_free(nint cls);

    [LibraryImport(Library)]
    internal static partial MlxClosureHandle mlx_closure_new_func_payload(
        delegate* unmanaged<nint*, nint, void*, int> fun, void* payload, delegate* unmanaged<void*, void> dtor);

    [LibraryImport(Library)]
    internal static partial int mlx_closure_apply(out MlxVectorArrayHandle res, MlxClosureHandle cls, MlxVectorArrayHandle input);

    // compile.h
    [LibraryImport(Library)]
    internal static partial int mlx_compile(out MlxClosureHandle res, MlxClosureHandle fun, byte shapeless);

    [LibraryImport(Library)]
    internal static partial int mlx_set_compile_mode(MlxCompileMode mode);

    // device.h
    [LibraryImport(Library)]
    internal static partial MlxDeviceHandle mlx_device_new_type(MlxDeviceType type, int index);

    [LibraryImport(Library)]
    internal static partial int mlx_device_free(nint dev);

    [LibraryImport(Library)]
    internal static partial int mlx_set_default_device(MlxDeviceHandle dev);

    [LibraryImport(Library)]
    internal static partial int mlx_device_is_available(out byte avail, MlxDeviceHandle dev);

    // error.h
    [LibraryImport(Library)]
    internal static partial void mlx_set_error_handler(delegate* unmanaged<byte*, void*, void> handler, void* data, delegate* unmanaged<void*, void> dtor);

    // fast.h
    [LibraryImport(Library)]
    internal static partial int mlx_fast_layer_norm(
        out MlxArrayHandle res, MlxArrayHandle x, MlxArrayHandle weight, MlxArrayHandle bias, float eps, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_fast_rms_norm(out MlxArrayHandle res, MlxArrayHandle x, MlxArrayHandle weight, float eps, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_fast_rope(
        out MlxArrayHandle res, MlxArrayHandle x, int dims, byte traditional, MlxOptionalFloat @base, float scale, int offset, MlxArrayHandle freqs,
        MlxStreamHandle s);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mlx_fast_scaled_dot_product_attention(
        out MlxArrayHandle res, MlxArrayHandle queries, MlxArrayHandle keys, MlxArrayHandle values, float scale, string mask_mode,
        MlxArrayHandle mask_arr, MlxArrayHandle sinks, MlxStreamHandle s);

    // memory.h
    [LibraryImport(Library)]
    internal static partial int mlx_clear_cache();

    [LibraryImport(Library)]
    internal static partial int mlx_get_active_memory(out nuint res);

    [LibraryImport(Library)]
    internal static partial int mlx_set_cache_limit(out nuint res, nuint limit);

    [LibraryImport(Library)]
    internal static partial int mlx_set_memory_limit(out nuint res, nuint limit);

    // metal.h
    [LibraryImport(Library)]
    internal static partial int mlx_metal_is_available(out byte res);

    // stream.h
    [LibraryImport(Library)]
    internal static partial MlxStreamHandle mlx_stream_new_device(MlxDeviceHandle dev);

    [LibraryImport(Library)]
    internal static partial int mlx_stream_free(nint stream);

    [LibraryImport(Library)]
    internal static partial int mlx_set_default_stream(MlxStreamHandle stream);

    // string.h
    [LibraryImport(Library)]
    internal static partial byte* mlx_string_data(MlxStringHandle str);

    [LibraryImport(Library)]
    internal static partial int mlx_string_free(nint str);

    // vector.h
    [LibraryImport(Library)]
    internal static partial int mlx_vector_array_free(nint vec);

    [LibraryImport(Library)]
    internal static partial MlxVectorArrayHandle mlx_vector_array_new_data(nint* data, nuint size);

    [LibraryImport(Library)]
    internal static partial int mlx_vector_array_set_value(nint* vec, MlxArrayHandle val);

    [LibraryImport(Library)]
    internal static partial nuint mlx_vector_array_size(nint vec);

    [LibraryImport(Library)]
    internal static partial int mlx_vector_array_get(out MlxArrayHandle res, nint vec, nuint idx);

    [LibraryImport(Library)]
    internal static partial int mlx_vector_array_get(out MlxArrayHandle res, MlxVectorArrayHandle vec, nuint idx);

    // version.h
    [LibraryImport(Library)]
    internal static partial int mlx_version(out MlxStringHandle str_);
}
