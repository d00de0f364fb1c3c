namespace Patina.Embeddings.Mlx.Native;

/// <summary>
/// Arrays that one run computes, recorded and computed when they are asked for. All that it makes are its own and go with it.
/// For <see cref="MlxThread"/> only.
/// </summary>
internal sealed unsafe class MlxGraph(MlxStreamHandle stream) : IDisposable
{
    private const string Affine = "affine";

    private readonly List<MlxArrayHandle> _made = [];

    public MlxStreamHandle Stream => stream;

    public void Dispose()
    {
        foreach (var array in _made)
            array.Dispose();
        _made.Clear();
    }

    /// <summary>Takes an array over, after the call that made it.</summary>
    public MlxArrayHandle Own(int status, MlxArrayHandle array, string doing = "a graph")
    {
        _made.Add(array);
        MlxError.Check(status, doing);
        return array;
    }

    /// <summary>Gives an array to the caller, who disposes it.</summary>
    public MlxArrayHandle Release(MlxArrayHandle array)
    {
        _made.Remove(array);
        return array;
    }

    public MlxArrayHandle Add(MlxArrayHandle x, MlxArrayHandle y) => Own(NativeMlx.mlx_add(out var result, x, y, stream), result, "add");

    public MlxArrayHandle Subtract(MlxArrayHandle x, MlxArrayHandle y) => Own(NativeMlx.mlx_subtract(out var result, x, y, stream), result, "subtract");

    public MlxArrayHandle Multiply(MlxArrayHandle x, MlxArrayHandle y) => Own(NativeMlx.mlx_multiply(out var result, x, y, stream), result, "multiply");

    public MlxArrayHandle Divide(MlxArrayHandle x, MlxArrayHandle y) => Own(NativeMlx.mlx_divide(out var result, x, y, stream), result, "divide");

    public MlxArrayHandle Maximum(MlxArrayHandle x, MlxArrayHandle y) => Own(NativeMlx.mlx_maximum(out var result, x, y, stream), result, "maximum");

    public MlxArrayHandle LessEqual(MlxArrayHandle x, MlxArrayHandle y) => Own(NativeMlx.mlx_less_equal(out var result, x, y, stream), result, "less_equal");

    public MlxArrayHandle Equal(MlxArrayHandle x, MlxArrayHandle y) => Own(NativeMlx.mlx_equal(out var result, x, y, stream), result, "equal");

    public MlxArrayHandle And(MlxArrayHandle x, MlxArrayHandle y) => Own(NativeMlx.mlx_logical_and(out var result, x, y, stream), result, "logical_and");

    public MlxArrayHandle Where(MlxArrayHandle condition, MlxArrayHandle x, MlxArrayHandle y) =>
        Own(NativeMlx.mlx_where(out var result, condition, x, y, stream), result, "where");

    public MlxArrayHandle Erf(MlxArrayHandle x) => Own(NativeMlx.mlx_erf(out var result, x, stream), result, "erf");

    public MlxArrayHandle Tanh(MlxArrayHandle x) => Own(NativeMlx.mlx_tanh(out var result, x, stream), result, "tanh");

    public MlxArrayHandle Sigmoid(MlxArrayHandle x) => Own(NativeMlx.mlx_sigmoid(out var result, x, stream), result, "sigmoid");

    public MlxArrayHandle Sqrt(MlxArrayHandle x) => Own(NativeMlx.mlx_sqrt(out var result, x, stream), result, "sqrt");

    public MlxArrayHandle Cast(MlxArrayHandle x, MlxType type) => Own(NativeMlx.mlx_astype(out var result, x, type, stream), result, "astype");

    /// <summary>The same numbers, row-major in memory.</summary>
    public MlxArrayHandle Contiguous(MlxArrayHandle x) => Own(NativeMlx.mlx_contiguous(out var result, x, 0, stream), result, "contiguous");

    public MlxArrayHandle Sum(MlxArrayHandle x, int axis, bool keep) =>
        Own(NativeMlx.mlx_sum_axis(out var result, x, axis, keep ? (byte)1 : (byte)0, stream), result, "sum");

    /// <summary>The first place of the largest number, as an unsigned integer; the axis stays, with one place.</summary>
    public MlxArrayHandle ArgMax(MlxArrayHandle x, int axis) => Own(NativeMlx.mlx_argmax_axis(out var result, x, axis, 1, stream), result, "argmax");

    public MlxArrayHandle Take(MlxArrayHandle x, MlxArrayHandle rows) => Own(NativeMlx.mlx_take_axis(out var result, x, rows, 0, stream), result, "take");

    public MlxArrayHandle Range(int count, MlxType type) => Own(NativeMlx.mlx_arange(out var result, 0, count, 1, type, stream), result, "arange");

    /// <summary>c + x·y, or x·y.</summary>
    public MlxArrayHandle Product(MlxArrayHandle x, MlxArrayHandle y, MlxArrayHandle? c) => c is null
        ? Own(NativeMlx.mlx_matmul(out var result, x, y, stream), result, "matmul")
        : Own(NativeMlx.mlx_addmm(out result, c, x, y, 1, 1, stream), result, "addmm");

    /// <summary>x·wᵀ of a matrix in groups.</summary>
    public MlxArrayHandle Product(MlxArrayHandle x, MlxMatrix w) => Own(
        NativeMlx.mlx_quantized_matmul(
            out var result, x, w.Values, w.Scales!, w.Biases!, 1, new MlxOptionalInt(w.GroupSize), new MlxOptionalInt(w.Bits), Affine, stream),
        result, "quantized_matmul");

    public MlxArrayHandle Dequantize(MlxArrayHandle values, MlxArrayHandle scales, MlxArrayHandle biases, int group, int bits, MlxType type) => Own(
        NativeMlx.mlx_dequantize(
            out var result, values, scales, biases, new MlxOptionalInt(group), new MlxOptionalInt(bits), Affine, MlxArrayHandle.None,
            new MlxOptionalInt((int)type), stream),
        result, "dequantize");

    public (MlxArrayHandle Values, MlxArrayHandle Scales, MlxArrayHandle Biases) Quantize(MlxArrayHandle x, int group, int bits)
    {
        MlxError.Check(
            NativeMlx.mlx_quantize(out var parts, x, new MlxOptionalInt(group), new MlxOptionalInt(bits), Affine, MlxArrayHandle.None, stream), "quantize");
        using (parts)
        {
            MlxArrayHandle Part(nuint index) => Own(NativeMlx.mlx_vector_array_get(out var part, parts, index), part, "quantize");
            return (Part(0), Part(1), Part(2));
        }
    }

    public MlxArrayHandle LayerNorm(MlxArrayHandle x, MlxArrayHandle weight, MlxArrayHandle? bias, float epsilon) =>
        Own(NativeMlx.mlx_fast_layer_norm(out var result, x, weight, bias ?? MlxArrayHandle.None, epsilon, stream), result, "layer_norm");

    public MlxArrayHandle RmsNorm(MlxArrayHandle x, MlxArrayHandle weight, float epsilon) =>
        Own(NativeMlx.mlx_fast_rms_norm(out var result, x, weight, epsilon, stream), result, "rms_norm");

    /// <param name="periods">Positions per radian, one number for each pair (k, k + d/2).</param>
    public MlxArrayHandle Rotate(MlxArrayHandle x, MlxArrayHandle periods)
    {
        var width = NativeMlx.mlx_array_dim(x, -1);
        return Own(NativeMlx.mlx_fast_rope(out var result, x, width, 0, default, 1, 0, periods, stream), result, "rope");
    }

    /// <param name="mode"><c>causal</c>, or nothing for what the mask says.</param>
    /// <param name="mask">Added to scores; <see cref="MlxArrayHandle.None"/> for none.</param>
    public MlxArrayHandle Attention(
        MlxArrayHandle queries, MlxArrayHandle keys, MlxArrayHandle values, float scale, string mode, MlxArrayHandle mask) => Own(
        NativeMlx.mlx_fast_scaled_dot_product_attention(
            out var result, queries, keys, values, scale, mode, mask, MlxArrayHandle.None, stream),
        result, "scaled_dot_product_attention");

    public MlxArrayHandle Reshape(MlxArrayHandle x, params ReadOnlySpan<int> shape)
    {
        fixed (int* sizes = shape)
            return Own(NativeMlx.mlx_reshape(out var result, x, sizes, (nuint)shape.Length, stream), result, "reshape");
    }

    public MlxArrayHandle Transpose(MlxArrayHandle x, params ReadOnlySpan<int> axes)
    {
        fixed (int* order = axes)
            return Own(NativeMlx.mlx_transpose_axes(out var result, x, order, (nuint)axes.Length, stream), result, "transpose");
    }

    public MlxArrayHandle Slice(MlxArrayHandle x, ReadOnlySpan<int> start, ReadOnlySpan<int> stop)
    {
        Span<int> steps = stackalloc int[start.Length];
        steps.Fill(1);
        fixed (int* from = start, to = stop, by = steps)
        {
            var count = (nuint)start.Length;
            return Own(NativeMlx.mlx_slice(out var result, x, from, count, to, count, by, count, stream), result, "slice");
        }
    }

    /// <summary>A number to compute with in a type.</summary>
    public MlxArrayHandle Scalar(float value, MlxType type)
    {
        var scalar = NativeMlx.mlx_array_new_float32(value);
        Own(scalar.IsInvalid ? 1 : 0, scalar, "a number");
        return type == MlxType.Float32 ? scalar : Cast(scalar, type);
    }

    /// <summary>Copies numbers.</summary>
    public MlxArrayHandle Array<T>(ReadOnlySpan<T> values, MlxType type, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        fixed (T* data = values)
        {
            var array = MlxMemory.Copy(data, shape, type);
            return Own(array.IsInvalid ? 1 : 0, array, "an array");
        }
    }
}
