// mlx-c 0.6 (MLX 0.31), mlx/c/ops.h
using System.Runtime.InteropServices;

namespace Patina.Embeddings.Mlx.Native;

internal static unsafe partial class NativeMlx
{
    [LibraryImport(Library)]
    internal static partial int mlx_add(out MlxArrayHandle res, MlxArrayHandle a, MlxArrayHandle b, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_addmm(
        out MlxArrayHandle res, MlxArrayHandle c, MlxArrayHandle a, MlxArrayHandle b, float alpha, float beta, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_arange(out MlxArrayHandle res, double start, double stop, double step, MlxType dtype, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_argmax_axis(out MlxArrayHandle res, MlxArrayHandle a, int axis, byte keepdims, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_astype(out MlxArrayHandle res, MlxArrayHandle a, MlxType dtype, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_contiguous(out MlxArrayHandle res, MlxArrayHandle a, byte allow_col_major, MlxStreamHandle s);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mlx_dequantize(
        out MlxArrayHandle res, MlxArrayHandle w, MlxArrayHandle scales, MlxArrayHandle biases, MlxOptionalInt group_size, MlxOptionalInt bits,
        string mode, MlxArrayHandle global_scale, MlxOptionalInt dtype, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_divide(out MlxArrayHandle res, MlxArrayHandle a, MlxArrayHandle b, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_equal(out MlxArrayHandle res, MlxArrayHandle a, MlxArrayHandle b, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_erf(out MlxArrayHandle res, MlxArrayHandle a, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_less_equal(out MlxArrayHandle res, MlxArrayHandle a, MlxArrayHandle b, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_logical_and(out MlxArrayHandle res, MlxArrayHandle a, MlxArrayHandle b, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_matmul(out MlxArrayHandle res, MlxArrayHandle a, MlxArrayHandle b, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_maximum(out MlxArrayHandle res, MlxArrayHandle a, MlxArrayHandle b, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_multiply(out MlxArrayHandle res, MlxArrayHandle a, MlxArrayHandle b, MlxStreamHandle s);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mlx_quantized_matmul(
        out MlxArrayHandle res, MlxArrayHandle x, MlxArrayHandle w, MlxArrayHandle scales, MlxArrayHandle biases, byte transpose,
        MlxOptionalInt group_size, MlxOptionalInt bits, string mode, MlxStreamHandle s);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mlx_quantize(
        out MlxVectorArrayHandle res, MlxArrayHandle w, MlxOptionalInt group_size, MlxOptionalInt bits, string mode, MlxArrayHandle global_scale,
        MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_reshape(out MlxArrayHandle res, MlxArrayHandle a, int* shape, nuint shape_num, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_sigmoid(out MlxArrayHandle res, MlxArrayHandle a, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_slice(
        out MlxArrayHandle res, MlxArrayHandle a, int* start, nuint start_num, int* stop, nuint stop_num, int* strides, nuint strides_num,
        MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_sqrt(out MlxArrayHandle res, MlxArrayHandle a, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_subtract(out MlxArrayHandle res, MlxArrayHandle a, MlxArrayHandle b, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_sum_axis(out MlxArrayHandle res, MlxArrayHandle a, int axis, byte keepdims, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_take_axis(out MlxArrayHandle res, MlxArrayHandle a, MlxArrayHandle indices, int axis, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_tanh(out MlxArrayHandle res, MlxArrayHandle a, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_transpose_axes(out MlxArrayHandle res, MlxArrayHandle a, int* axes, nuint axes_num, MlxStreamHandle s);

    [LibraryImport(Library)]
    internal static partial int mlx_where(out MlxArrayHandle res, MlxArrayHandle condition, MlxArrayHandle x, MlxArrayHandle y, MlxStreamHandle s);
}
