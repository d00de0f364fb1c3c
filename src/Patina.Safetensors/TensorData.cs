using System.Runtime.InteropServices;

namespace Patina.Safetensors;

/// <summary>A tensor to be written. Its content is asked for once, while it is written, so large ones can be made as they go.</summary>
public sealed class TensorData
{
    private const int BlockSize = 1 << 20;

    private readonly Func<IEnumerable<ReadOnlyMemory<byte>>> _content;

    private TensorData(string name, DType dtype, IReadOnlyList<long> shape, Func<IEnumerable<ReadOnlyMemory<byte>>> content)
    {
        if (name == SafetensorsHeader.MetadataKey)
            throw new ArgumentException($"{name} is the format's key for metadata, no tensor's name.", nameof(name));
        if (shape.Any(size => size < 0))
            throw new ArgumentException($"Shape [{string.Join(',', shape)}] has a negative size.", nameof(shape));

        Name = name;
        DType = dtype;
        Shape = [.. shape];
        ByteLength = CountBytes(dtype, Shape);
        _content = content;
    }

    public string Name { get; }

    public DType DType { get; }

    /// <summary>Sizes of the dimensions, the outermost first; empty for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    public long ByteLength { get; }

    internal IEnumerable<ReadOnlyMemory<byte>> Content => _content();

    /// <param name="values">Row-major, as many as the shape says.</param>
    public static TensorData Floats(string name, ReadOnlyMemory<float> values, params long[] shape)
    {
        var tensor = new TensorData(name, DType.F32, shape, () => AsBytes(values));
        CheckLength(tensor, sizeof(float) * (long)values.Length, nameof(values));
        return tensor;
    }

    /// <param name="bytes">Row-major and little-endian, as many as dtype and shape say.</param>
    public static TensorData Bytes(string name, DType dtype, ReadOnlyMemory<byte> bytes, params long[] shape)
    {
        var tensor = new TensorData(name, dtype, shape, () => [bytes]);
        CheckLength(tensor, bytes.Length, nameof(bytes));
        return tensor;
    }

    /// <param name="blocks">
    /// Row-major and little-endian. A block is written before the next one is asked for, so one buffer may serve for all;
    /// together they must have <see cref="ByteLength"/> bytes.
    /// </param>
    public static TensorData Streamed(string name, DType dtype, IEnumerable<ReadOnlyMemory<byte>> blocks, params long[] shape) =>
        new(name, dtype, shape, () => blocks);

    private static long CountBytes(DType dtype, IReadOnlyList<long> shape)
    {
        var bits = checked(shape.Aggregate(1L, (count, size) => checked(count * size)) * dtype.BitSize());
        return bits % 8 == 0
            ? bits / 8
            : throw new ArgumentException($"[{string.Join(',', shape)}] {dtype} is not a whole number of bytes.", nameof(shape));
    }

    private static void CheckLength(TensorData tensor, long given, string parameter)
    {
        if (given != tensor.ByteLength)
        {
            throw new ArgumentException(
                $"Tensor '{tensor.Name}' [{string.Join(',', tensor.Shape)}] {tensor.DType} needs {tensor.ByteLength} bytes, " +
                $"{given} are given.", parameter);
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> AsBytes(ReadOnlyMemory<float> values)
    {
        var buffer = new byte[Math.Min(BlockSize, sizeof(float) * (long)values.Length)];
        for (var done = 0; done < values.Length; done += BlockSize / sizeof(float))
        {
            var part = values.Slice(done, Math.Min(BlockSize / sizeof(float), values.Length - done));
            var bytes = MemoryMarshal.AsBytes(part.Span);
            bytes.CopyTo(buffer);
            yield return buffer.AsMemory(0, bytes.Length);
        }
    }
}
