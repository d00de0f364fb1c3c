using System.Runtime.InteropServices;
using Patina.Embeddings.Onnx.Native;

namespace Patina.Embeddings.Onnx.Graphs;

/// <summary>A constant of a graph: weights, shapes, axes.</summary>
/// <param name="Shape">Sizes of the dimensions, the outermost first; empty for a single number.</param>
/// <param name="Bytes">Row-major and little-endian.</param>
internal sealed record GraphTensor(OnnxElementType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <param name="values">Row-major, as many as the shape says.</param>
    public static GraphTensor Floats(ReadOnlySpan<float> values, params long[] shape) => Create(OnnxElementType.Float, values, shape);

    /// <inheritdoc cref="Floats"/>
    public static GraphTensor Longs(ReadOnlySpan<long> values, params long[] shape) => Create(OnnxElementType.Int64, values, shape);

    /// <summary>A tensor of any type of fixed size.</summary>
    /// <inheritdoc cref="Floats"/>
    public static GraphTensor Create<T>(OnnxElementType type, ReadOnlySpan<T> values, params long[] shape)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values).ToArray();
        var needed = shape.Aggregate(1L, (count, size) => checked(count * size)) * OrtTensor.SizeOf(type);
        return bytes.Length == needed
            ? new GraphTensor(type, shape, bytes)
            : throw new ArgumentException($"[{string.Join(',', shape)}] {type} needs {needed} bytes, {bytes.Length} are given.", nameof(values));
    }
}
