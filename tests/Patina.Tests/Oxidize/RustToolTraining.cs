using System.Numerics.Tensors;
using Patina.Oxidize.Training;

namespace Patina.Tests.Oxidize;

/// <summary>
/// How the Rust tool moved weights, as a negative control: triplets one by one with a margin of 0.2 between distances; in the second
/// layer something like a gradient with a hundredth of the rate, in the first a constant step for every input of an active
/// unit, biases never.
/// </summary>
internal static class RustToolTraining
{
    private const float Margin = 0.2f;
    private const float Rate = 0.001f;
    private const float SecondLayerShare = 0.01f;
    private const float FirstLayerStep = 0.001f;

    /// <summary>Weights as it started from: even within ±√(6 / (in + out)), biases zero.</summary>
    public static Projection Start(int input, int hidden, int output, int seed)
    {
        var random = new Random(seed);
        float[] Even(int rows, int columns)
        {
            var scale = MathF.Sqrt(6f / (rows + columns));
            return [.. Enumerable.Range(0, rows * columns).Select(_ => ((random.NextSingle() * 2) - 1) * scale)];
        }

        return new Projection(input, hidden, output, Even(hidden, input), new float[hidden], Even(output, hidden), new float[output]);
    }

    /// <returns>How many triplets moved the weights.</returns>
    public static int Train(Projection projection, IReadOnlyList<(float[] Anchor, float[] Positive, float[] Negative)> triplets, int epochs)
    {
        var moved = 0;
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            foreach (var (anchor, positive, negative) in triplets)
            {
                var (a, p, n) = (new Pass(projection, anchor), new Pass(projection, positive), new Pass(projection, negative));
                if (TensorPrimitives.Distance<float>(a.Unit, p.Unit) - TensorPrimitives.Distance<float>(a.Unit, n.Unit) + Margin <= 0)
                    continue;
                Step(projection, a, p, n);
                moved++;
            }
        }

        return moved;
    }

    private static void Step(Projection projection, Pass a, Pass p, Pass n)
    {
        for (var unit = 0; unit < projection.OutputDimension; unit++)
        {
            var weights = projection.W2.AsSpan(unit * projection.HiddenDimension, projection.HiddenDimension);
            for (var j = 0; j < weights.Length; j++)
                weights[j] -= Rate * SecondLayerShare * (((a.Unit[unit] - p.Unit[unit]) * p.Hidden[j]) - ((a.Unit[unit] - n.Unit[unit]) * n.Hidden[j]));
        }

        for (var unit = 0; unit < projection.HiddenDimension; unit++)
        {
            var weights = projection.W1.AsSpan(unit * projection.InputDimension, projection.InputDimension);
            if (a.Hidden[unit] > 0 && p.Hidden[unit] > 0)
                TensorPrimitives.Subtract(weights, Rate * FirstLayerStep, weights);
        }
    }

    private sealed class Pass
    {
        public Pass(Projection projection, float[] vector)
        {
            Hidden = new float[projection.HiddenDimension];
            for (var unit = 0; unit < Hidden.Length; unit++)
                Hidden[unit] = MathF.Max(0, TensorPrimitives.Dot<float>(projection.W1.AsSpan(unit * vector.Length, vector.Length), vector) + projection.B1[unit]);
            Unit = new float[projection.OutputDimension];
            projection.Project(vector, Unit);
        }

        public float[] Hidden { get; }

        public float[] Unit { get; }
    }
}
