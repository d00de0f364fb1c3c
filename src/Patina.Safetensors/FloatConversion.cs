using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Patina.Safetensors;

/// <summary>Little-endian elements of any alignment to 32-bit floats, rounding to the nearest where 32 bits are too few.</summary>
public static class FloatConversion
{
    /// <summary>All but the 4-, 6- and 8-bit floats and complex numbers.</summary>
    public static bool IsSupported(DType type) => type is
        DType.BOOL or DType.U8 or DType.I8 or DType.U16 or DType.I16 or DType.U32 or DType.I32 or DType.U64 or DType.I64
        or DType.F16 or DType.BF16 or DType.F32 or DType.F64;

    /// <param name="source">Exactly as many elements as the destination.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the type is not supported.</exception>
    public static void Convert(DType type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        if ((long)destination.Length * type.BitSize() != source.Length * 8L)
            throw new ArgumentException($"{source.Length} bytes are not {destination.Length} elements of {type}.", nameof(source));

        switch (type)
        {
            case DType.F32: source.CopyTo(MemoryMarshal.AsBytes(destination)); break;
            case DType.BOOL or DType.U8: Convert<byte>(source, destination); break;
            case DType.I8: Convert<sbyte>(source, destination); break;
            case DType.U16: Convert<ushort>(source, destination); break;
            case DType.I16: Convert<short>(source, destination); break;
            case DType.U32: Convert<uint>(source, destination); break;
            case DType.I32: Convert<int>(source, destination); break;
            case DType.U64: Convert<ulong>(source, destination); break;
            case DType.I64: Convert<long>(source, destination); break;
            case DType.F16: TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), destination); break;
            case DType.F64: Convert<double>(source, destination); break;
            case DType.BF16: ConvertBFloat16(MemoryMarshal.Cast<byte, ushort>(source), destination); break;
            default: throw new ArgumentException($"{type} has no conversion to 32-bit floats.", nameof(type));
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> source, Span<float> destination)
        where T : unmanaged, System.Numerics.INumber<T> =>
        TensorPrimitives.ConvertTruncating<T, float>(MemoryMarshal.Cast<byte, T>(source), destination);

    private static void ConvertBFloat16(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        for (var i = 0; i < source.Length; i++)
            destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
    }
}
