namespace Patina.Models.Managed;

/// <summary>A dense array of 32-bit floats, row-major.</summary>
public sealed class Tensor
{
    public Tensor(float[] values, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (shape.Aggregate(1L, (count, size) => count * size) != values.Length)
            throw new ArgumentException($"{values.Length} numbers are not [{string.Join(',', shape)}].", nameof(values));
        Values = values;
        Shape = shape;
    }

    internal Tensor(params int[] shape)
        : this(new float[shape.Aggregate(1, (count, size) => checked(count * size))], shape)
    {
    }

    public float[] Values { get; }

    public IReadOnlyList<int> Shape { get; }

    /// <summary>Size of the last axis.</summary>
    internal int Width => Shape[^1];

    internal int Rows => Values.Length / Width;

    internal Span<float> Row(int index) => Values.AsSpan(index * Width, Width);

    /// <summary>Whole numbers, such as ids, as a tensor: exact up to 2^24.</summary>
    public static Tensor OfIntegers(ReadOnlySpan<int> values, params int[] shape)
    {
        var floats = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
            floats[i] = values[i];
        return new Tensor(floats, shape);
    }
}
