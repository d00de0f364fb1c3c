namespace Patina.Embeddings.Onnx.Native;

/// <summary>A tensor that goes into a session or came out of one. Owned by whoever creates it; not thread-safe.</summary>
internal sealed unsafe class OrtTensor : IDisposable
{
    private OrtTensor(ValueHandle handle, OnnxElementType type, long[] shape)
    {
        Handle = handle;
        Type = type;
        Shape = shape;
    }

    public ValueHandle Handle { get; }

    public OnnxElementType Type { get; }

    /// <summary>Sizes of the dimensions, the outermost first.</summary>
    public long[] Shape { get; }

    /// <summary>The contents, row-major. Valid until <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            void* data;
            using var value = Handle.Borrow();
            OrtError.Check(OrtApi.Instance.GetTensorMutableData(value.Value, &data), "reading a tensor");
            return new ReadOnlySpan<byte>(data, checked((int)(Count(Shape) * SizeOf(Type))));
        }
    }

    /// <summary>A tensor over the caller's memory, which is pinned until it is disposed.</summary>
    /// <param name="values">Row-major, as many as the shape says.</param>
    public static OrtTensor Over<T>(Memory<T> values, OnnxElementType type, params long[] shape)
        where T : unmanaged
    {
        var byteLength = (long)values.Length * sizeof(T);
        if (byteLength != Count(shape) * SizeOf(type))
            throw new ArgumentException($"{byteLength} bytes are no tensor [{string.Join(',', shape)}] of {type}.", nameof(values));

        var pin = values.Pin();
        nint value;
        using var memory = OrtRuntime.ProcessorMemory.Borrow();
        fixed (long* sizes = shape)
        {
            var status = OrtApi.Instance.CreateTensorWithDataAsOrtValue(
                memory.Value, pin.Pointer, (nuint)byteLength, sizes, (nuint)shape.Length, type, &value);
            if (status != 0)
                pin.Dispose();
            OrtError.Check(status, "making a tensor");
        }

        return new OrtTensor(new ValueHandle(value, pin), type, shape);
    }

    /// <summary>Takes over a value that the library made.</summary>
    public static OrtTensor Take(ValueHandle handle)
    {
        var api = OrtApi.Instance;
        nint created;
        using var value = handle.Borrow();
        OrtError.Check(api.GetTensorTypeAndShape(value.Value, &created), "reading the shape of a tensor");
        using var infoHandle = new TensorInfoHandle(created);
        using var info = infoHandle.Borrow();
        var (type, shape) = ReadInfo(info.Value);
        return new OrtTensor(handle, type, shape);
    }

    /// <param name="info">An <c>OrtTensorTypeAndShapeInfo</c>.</param>
    public static (OnnxElementType Type, long[] Shape) ReadInfo(nint info)
    {
        var api = OrtApi.Instance;
        OnnxElementType type;
        nuint rank;
        OrtError.Check(api.GetTensorElementType(info, &type), "reading the type of a tensor");
        OrtError.Check(api.GetDimensionsCount(info, &rank), "reading the shape of a tensor");
        var shape = new long[rank];
        fixed (long* sizes = shape)
            OrtError.Check(api.GetDimensions(info, sizes, rank), "reading the shape of a tensor");
        return (type, shape);
    }

    /// <summary>Bytes of an element.</summary>
    public static int SizeOf(OnnxElementType type) => type switch
    {
        OnnxElementType.UInt8 or OnnxElementType.Int8 or OnnxElementType.Bool => 1,
        OnnxElementType.UInt16 or OnnxElementType.Int16 or OnnxElementType.Float16 or OnnxElementType.BFloat16 => 2,
        OnnxElementType.Float or OnnxElementType.Int32 or OnnxElementType.UInt32 => 4,
        OnnxElementType.Double or OnnxElementType.Int64 or OnnxElementType.UInt64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Elements of this type have no fixed size."),
    };

    public void Dispose() => Handle.Dispose();

    private static long Count(ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var size in shape)
            count = checked(count * size);
        return count;
    }
}
