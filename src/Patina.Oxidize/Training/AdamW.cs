using System.Numerics.Tensors;

namespace Patina.Oxidize.Training;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019): each weight moves by its mean gradient over the root of
/// its mean squared gradient. Only matrices, the first and third tensor, decay. Not thread-safe.
/// </summary>
internal sealed class AdamW(IReadOnlyList<float[]> parameters, double weightDecay, int threads)
{
    private const double MeanDecay = 0.9;
    private const double SquareDecay = 0.999;
    private const float Epsilon = 1e-8f;

    /// <summary>Weights changed at a time: they and their moments stay in the first-level cache through all passes.</summary>
    private const int Block = 1024;

    private readonly float[][] _means = [.. parameters.Select(tensor => new float[tensor.Length])];
    private readonly float[][] _squares = [.. parameters.Select(tensor => new float[tensor.Length])];
    private readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = threads };
    private int _steps;

    /// <param name="gradients">One per tensor; used up.</param>
    public void Step(IReadOnlyList<float[]> gradients, double learningRate)
    {
        _steps++;
        var meanCorrection = 1 - Math.Pow(MeanDecay, _steps);
        var squareCorrection = 1 - Math.Pow(SquareDecay, _steps);
        var rates = new Rates((float)(learningRate / meanCorrection), (float)(1 / Math.Sqrt(squareCorrection)), 0);
        for (var tensor = 0; tensor < parameters.Count; tensor++)
        {
            var isMatrix = tensor is 0 or 2;
            UpdateTensor(tensor, gradients[tensor], rates with { Decay = isMatrix ? (float)(learningRate * weightDecay) : 0 });
        }
    }

    private void UpdateTensor(int tensor, float[] gradient, Rates rates)
    {
        var (weights, means, squares) = (parameters[tensor], _means[tensor], _squares[tensor]);
        Parallel.For(0, (weights.Length + Block - 1) / Block, _parallel, block =>
        {
            var start = block * Block;
            var length = Math.Min(Block, weights.Length - start);
            Update(
                weights.AsSpan(start, length), gradient.AsSpan(start, length), means.AsSpan(start, length),
                squares.AsSpan(start, length), rates);
        });
    }

    private static void Update(Span<float> weights, Span<float> gradient, Span<float> means, Span<float> squares, Rates rates)
    {
        TensorPrimitives.Lerp(means, gradient, (float)(1 - MeanDecay), means);
        TensorPrimitives.Multiply(gradient, gradient, gradient);
        TensorPrimitives.Lerp(squares, gradient, (float)(1 - SquareDecay), squares);

        var move = gradient;
        TensorPrimitives.Sqrt(squares, move);
        TensorPrimitives.Multiply(move, rates.RootCorrection, move);
        TensorPrimitives.Add(move, Epsilon, move);
        TensorPrimitives.Divide(means, move, move);
        TensorPrimitives.Multiply(weights, 1 - rates.Decay, weights);
        TensorPrimitives.MultiplyAdd(move, -rates.Step, weights, weights);
    }

    private readonly record struct Rates(float Step, float RootCorrection, float Decay);
}
