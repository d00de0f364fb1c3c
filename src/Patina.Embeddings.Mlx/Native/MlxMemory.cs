using Patina.Safetensors;

namespace Patina.Embeddings.Mlx.Native;

/// <summary>Memory between this program and MLX.</summary>
internal static unsafe class MlxMemory
{
    /// <summary>MLX's own limits, known once others were set.</summary>
    private static nuint? s_memory, s_cache;

    private delegate int Setter(out nuint before, nuint limit);

    /// <summary>Bytes that arrays hold at the moment.</summary>
    public static long Active()
    {
        MlxError.Check(NativeMlx.mlx_get_active_memory(out var bytes));
        return (long)bytes;
    }

    /// <summary>Sets the limits of the process; those not given become MLX's own again.</summary>
    public static void Limit(MlxLimits limits)
    {
        s_memory = Set(NativeMlx.mlx_set_memory_limit, limits.Memory, s_memory);
        s_cache = Set(NativeMlx.mlx_set_cache_limit, limits.Cache, s_cache);
    }

    /// <summary>A tensor of a mapped file as an array, copied once and in its own type.</summary>
    public static MlxArrayHandle Copy(SafetensorsFile file, TensorInfo tensor, MlxType type)
    {
        Span<int> shape = stackalloc int[tensor.Shape.Count];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = checked((int)tensor.Shape[i]);

        // The mapping is one stretch of memory, which the header's reader has checked the tensor to lie in; a span ends at 2 GB.
        fixed (byte* data = file.GetBytes(tensor, 0, (int)Math.Min(tensor.ByteLength, int.MaxValue)))
            return MlxError.Check(Copy(data, shape, type));
    }

    /// <returns>MLX's own limit.</returns>
    private static nuint? Set(Setter set, long? limit, nuint? own)
    {
        if (limit is null && own is null)
            return null;
        MlxError.Check(set(out var before, limit is { } bytes ? (nuint)bytes : own!.Value), "a limit of memory");
        return own ?? before;
    }

    public static MlxArrayHandle Copy(void* data, ReadOnlySpan<int> shape, MlxType type)
    {
        fixed (int* sizes = shape)
            return NativeMlx.mlx_array_new_data(data, sizes, shape.Length, type);
    }

    /// <summary>Computes an array of 32-bit floats, row-major, and copies it out.</summary>
    public static void Read(MlxArrayHandle array, Span<float> destination)
    {
        if (NativeMlx.mlx_array_size(array) != (nuint)destination.Length || NativeMlx.mlx_array_dtype(array) != MlxType.Float32)
            throw new InvalidOperationException($"An array of {NativeMlx.mlx_array_size(array)} is read as {destination.Length} 32-bit floats.");
        MlxError.Check(NativeMlx.mlx_array_eval(array), "computing");
        new ReadOnlySpan<float>(NativeMlx.mlx_array_data_float32(array), destination.Length).CopyTo(destination);
    }
}
