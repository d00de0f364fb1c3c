using System.Numerics.Tensors;

namespace Patina.Oxidize.Training.Losses;

/// <summary>max(0, margin − cos(anchor, positive) + cos(anchor, negative)).</summary>
internal sealed class TripletLoss(double margin) : IPairLoss
{
    public bool NeedsNegatives => true;

    public double Evaluate(LossBatch batch, ReadOnlySpan<float> outputs, int dimension, Span<float> gradient)
    {
        gradient.Clear();
        var total = TensorPrimitives.Sum(batch.Weights);
        var sum = 0.0;
        for (var pair = 0; pair < batch.Count; pair++)
        {
            var (a, p, n) = (pair * dimension, (batch.Count + pair) * dimension, ((2 * batch.Count) + pair) * dimension);
            var anchor = outputs.Slice(a, dimension);
            var positive = outputs.Slice(p, dimension);
            var negative = outputs.Slice(n, dimension);
            var loss = margin - TensorPrimitives.Dot(anchor, positive) + TensorPrimitives.Dot(anchor, negative);
            if (loss <= 0)
                continue;

            var share = batch.Weights[pair] / total;
            sum += share * loss;
            TensorPrimitives.Subtract(negative, positive, gradient.Slice(a, dimension));
            TensorPrimitives.Multiply(gradient.Slice(a, dimension), share, gradient.Slice(a, dimension));
            TensorPrimitives.Multiply(anchor, -share, gradient.Slice(p, dimension));
            TensorPrimitives.Multiply(anchor, share, gradient.Slice(n, dimension));
        }

        return sum;
    }
}
