using System.Runtime.InteropServices;
using Patina.Embeddings.Onnx.Native;

namespace Patina.Embeddings.Onnx.Graphs;

/// <summary>A constant of a graph: weights, shapes, axes. Row-major and little-endian.</summary>
internal sealed class GraphTensor
{
    private readonly Func<IEnumerable<ReadOnlyMemory<byte>>> _blocks;

    private GraphTensor(OnnxElementType type, IReadOnlyList<long> shape, Func<IEnumerable<ReadOnlyMemory<byte>>> blocks)
    {
        Type = type;
        Shape = shape;
        ByteLength = LengthOf(type, shape);
        _blocks = blocks;
    }

    public OnnxElementType Type { get; }

    /// <summary>Sizes of the dimensions, the outermost first; empty for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    public long ByteLength { get; }

    /// <summary>The content, in blocks that together have <see cref="ByteLength"/>; made anew each time.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Blocks => _blocks();

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
        var needed = LengthOf(type, shape);
        return bytes.Length == needed
            ? new GraphTensor(type, shape, () => [bytes])
            : throw new ArgumentException($"[{string.Join(',', shape)}] {type} needs {needed} bytes, {bytes.Length} are given.", nameof(values));
    }

    /// <summary>A tensor whose content is made while the graph is written, so that not all of a model is in memory at once.</summary>
    /// <param name="blocks">Gives the content, in blocks of any size.</param>
    public static GraphTensor Streamed(OnnxElementType type, IReadOnlyList<long> shape, Func<IEnumerable<ReadOnlyMemory<byte>>> blocks) =>
        new(type, shape, blocks);

    /// <summary>All bytes at once.</summary>
    public byte[] ToArray() => [.. Blocks.SelectMany(block => block.ToArray())];

    private static long LengthOf(OnnxElementType type, IReadOnlyList<long> shape) =>
        shape.Aggregate(1L, (count, size) => checked(count * size)) * OrtTensor.SizeOf(type);
}
