namespace Patina.Safetensors;

/// <summary>What the header says of one tensor. Immutable.</summary>
public sealed class TensorInfo
{
    internal TensorInfo(string name, DType dtype, IReadOnlyList<long> shape, long offset, long byteLength)
    {
        Name = name;
        DType = dtype;
        Shape = shape;
        Offset = offset;
        ByteLength = byteLength;
    }

    public string Name { get; }

    public DType DType { get; }

    /// <summary>Sizes of the dimensions, the outermost first; empty for a single number. Elements are row-major.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Product of the shape: 1 for a single number, 0 where a dimension is 0.</summary>
    public long ElementCount => Shape.Aggregate(1L, (count, size) => count * size);

    public long ByteLength { get; }

    /// <summary>First byte, counted from the start of the data behind the header.</summary>
    internal long Offset { get; }

    /// <summary>As messages name it: <c>'w1' [16,16] F32</c>.</summary>
    public override string ToString() => $"{SafetensorsException.Quote(Name)} [{string.Join(',', Shape)}] {DType}";
}
