using System.Numerics;
using System.Runtime.InteropServices;
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
    /// <param name="gradient">[columns]</param>
    /// <param name="step">Counted from 1.</param>
    public void Update(int row, ReadOnlySpan<float> gradient, float rate, int step)
    {
        var values = Row(row);
        var first = First.AsSpan(row * Columns, Columns);
        var second = Second.AsSpan(row * Columns, Columns);
        var firstRate = rate / (1 - MathF.Pow(Beta1, step));
        var secondScale = 1 / MathF.Sqrt(1 - MathF.Pow(Beta2, step));
        var wideGradient = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        var wideValues = MemoryMarshal.Cast<float, Vector<float>>(values);
        var wideFirst = MemoryMarshal.Cast<float, Vector<float>>(first);
        var wideSecond = MemoryMarshal.Cast<float, Vector<float>>(second);
        for (var i = 0; i < wideGradient.Length; i++)
        {
            var slope = wideGradient[i];
            var mean = wideFirst[i] = (wideFirst[i] * Beta1) + (slope * (1 - Beta1));
            var square = wideSecond[i] = (wideSecond[i] * Beta2) + (slope * slope * (1 - Beta2));
            wideValues[i] -= mean * firstRate / ((Vector.SquareRoot(square) * secondScale) + new Vector<float>(Epsilon));
        }

        for (var i = wideGradient.Length * Vector<float>.Count; i < Columns; i++)
        {
            first[i] = (first[i] * Beta1) + (gradient[i] * (1 - Beta1));
            second[i] = (second[i] * Beta2) + (gradient[i] * gradient[i] * (1 - Beta2));
            values[i] -= first[i] * firstRate / ((MathF.Sqrt(second[i]) * secondScale) + Epsilon);
        }
    }
}
