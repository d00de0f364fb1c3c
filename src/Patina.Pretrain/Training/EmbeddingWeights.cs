using System.Numerics.Tensors;
using Patina.Numerics;

namespace Patina.Pretrain.Training;

/// <summary>The table that is trained, with Adam's two moments of each number. Only rows that a step touches change.</summary>
internal sealed class EmbeddingWeights
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.99f;
    private const float Epsilon = 1e-8f;

    private EmbeddingWeights(int rows, int columns, float[] values)
    {
        Rows = rows;
        Columns = columns;
        Values = values;
        First = new float[values.Length];
        Second = new float[values.Length];
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>[rows × columns]</summary>
    public float[] Values { get; }

    internal float[] First { get; }

    internal float[] Second { get; }

    /// <summary>Normal numbers, so that a row has length 1 on average; the rows of padding and of the unknown are zero.</summary>
    public static EmbeddingWeights Random(int rows, int columns, int zeroRows, ulong seed)
    {
        var random = new SeededRandom(seed);
        var values = new float[rows * columns];
        var deviation = 1 / Math.Sqrt(columns);
        for (var i = zeroRows * columns; i < values.Length; i++)
            values[i] = (float)(random.NextNormal() * deviation);
        return new EmbeddingWeights(rows, columns, values);
    }

    /// <param name="values">[rows × columns], kept.</param>
    public static EmbeddingWeights Of(float[] values, int columns) => new(values.Length / columns, columns, values);

    public Span<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>One step of Adam for one row.</summary>
    /// <param name="gradient">[columns], overwritten.</param>
    /// <param name="step">Counted from 1.</param>
    public void Update(int row, Span<float> gradient, float rate, int step)
    {
        var first = First.AsSpan(row * Columns, Columns);
        var second = Second.AsSpan(row * Columns, Columns);
        TensorPrimitives.Multiply(first, Beta1, first);
        TensorPrimitives.MultiplyAdd(gradient, 1 - Beta1, first, first);
        TensorPrimitives.Multiply(gradient, gradient, gradient);
        TensorPrimitives.Multiply(second, Beta2, second);
        TensorPrimitives.MultiplyAdd(gradient, 1 - Beta2, second, second);

        TensorPrimitives.Sqrt(second, gradient);
        TensorPrimitives.Multiply(gradient, 1 / MathF.Sqrt(1 - MathF.Pow(Beta2, step)), gradient);
        TensorPrimitives.Add(gradient, Epsilon, gradient);
        TensorPrimitives.Divide(first, gradient, gradient);
        var values = Row(row);
        TensorPrimitives.MultiplyAdd(gradient, -rate / (1 - MathF.Pow(Beta1, step)), values, values);
    }
}
