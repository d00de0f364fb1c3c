using System.Numerics.Tensors;
using Patina.Numerics;

namespace Patina.Oxidize.Training.Losses;

/// <summary>
/// Each anchor must pick its positive among all positives of the batch, and each positive its anchor: the mean of both cross
/// entropies over cosines divided by the temperature. Pairs of the same group are left out of each other's choice.
/// </summary>
/// <param name="correctFrequency">
/// A positive that belongs to many anchors is in many batches, where it is mostly a wrong answer; uncorrected, an anchor learns
/// which positives are unusually close to it. Corrected by that frequency it learns which are likely, frequent ones included
/// (Bengio and Senécal, 2008).
/// </param>
internal sealed class InfoNceLoss(double temperature, Gemm gemm, bool correctFrequency = false) : IPairLoss
{
    private float[] _scores = [];
    private float[] _byColumn = [];
    private float[] _negatives = [];
    private float[] _row = [];

    public bool NeedsNegatives => false;

    public double Evaluate(LossBatch batch, ReadOnlySpan<float> outputs, int dimension, Span<float> gradient)
    {
        var count = batch.Count;
        var anchors = new MatrixView(outputs[..(count * dimension)], count, dimension);
        var positives = new MatrixView(outputs.Slice(count * dimension, count * dimension), count, dimension);
        var scores = Scores(batch, anchors, positives);
        var byColumn = Transpose(scores, count);

        if (correctFrequency)
            CorrectFrequency(batch, scores);
        var total = 2.0 * TensorPrimitives.Sum(batch.Weights);
        var loss = 0.0;
        var negatives = NegativeScores(batch, outputs, dimension);
        for (var pair = 0; pair < count; pair++)
        {
            var share = (float)(batch.Weights[pair] / total);
            var own = negatives.Slice(pair * batch.NegativesPerPair, batch.NegativesPerPair);
            loss += share * CrossEntropy(scores.Slice(pair * count, count), own, pair, share);
            loss += share * CrossEntropy(byColumn.Slice(pair * count, count), pair, share);
        }

        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
                scores[(row * count) + column] = (scores[(row * count) + column] + byColumn[(column * count) + row]) / (float)temperature;
        }

        var byScore = new MatrixView(scores, count, count);
        gemm.Multiply(byScore, positives, gradient[..(count * dimension)]);
        gemm.Multiply(byScore.Transposed, anchors, gradient.Slice(count * dimension, count * dimension));
        PassToNegatives(batch, outputs, dimension, negatives, gradient);
        return loss;
    }

    /// <summary>
    /// Cosines over the temperature of anchors with their own negatives, [pairs × negatives]; −∞ for places that count nothing. They are in
    /// each batch of their pair, and corrected by that.
    /// </summary>
    private Span<float> NegativeScores(LossBatch batch, ReadOnlySpan<float> outputs, int dimension)
    {
        var each = batch.NegativesPerPair;
        if (_negatives.Length < batch.Count * each)
            _negatives = new float[batch.Count * each];
        var scores = _negatives.AsSpan(0, batch.Count * each);
        var logShare = correctFrequency ? -MathF.Log(batch.Count) : 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var anchor = outputs.Slice(i / each * dimension, dimension);
            var negative = outputs.Slice(((2 * batch.Count) + i) * dimension, dimension);
            scores[i] = batch.NegativesThatCount[i]
                ? (TensorPrimitives.Dot(anchor, negative) / (float)temperature) - logShare
                : float.NegativeInfinity;
        }

        return scores;
    }

    /// <param name="byScore">The gradient by the scores of negatives.</param>
    private void PassToNegatives(LossBatch batch, ReadOnlySpan<float> outputs, int dimension, Span<float> byScore, Span<float> gradient)
    {
        for (var i = 0; i < byScore.Length; i++)
        {
            var (anchor, negative) = (i / batch.NegativesPerPair * dimension, ((2 * batch.Count) + i) * dimension);
            var slope = byScore[i] / (float)temperature;
            var byAnchor = gradient.Slice(anchor, dimension);
            TensorPrimitives.MultiplyAdd(outputs.Slice(negative, dimension), slope, byAnchor, byAnchor);
            TensorPrimitives.Multiply(outputs.Slice(anchor, dimension), slope, gradient.Slice(negative, dimension));
        }
    }

    /// <summary>Cosines over the temperature, [anchors × positives]; −∞ where two pairs are related.</summary>
    private Span<float> Scores(LossBatch batch, MatrixView anchors, MatrixView positives)
    {
        var count = batch.Count;
        if (_scores.Length < count * count)
            (_scores, _byColumn) = (new float[count * count], new float[count * count]);

        var scores = _scores.AsSpan(0, count * count);
        gemm.Multiply(anchors, positives.Transposed, scores);
        TensorPrimitives.Divide(scores, (float)temperature, scores);
        for (var pair = 0; pair < count; pair++)
        {
            for (var other = 0; other < count; other++)
            {
                if (batch.AreRelated(pair, other))
                    scores[(pair * count) + other] = float.NegativeInfinity;
            }
        }

        return scores;
    }

    private static void CorrectFrequency(LossBatch batch, Span<float> scores)
    {
        for (var positive = 0; positive < batch.Count; positive++)
        {
            var logShare = batch.LogShareOf(positive);
            for (var anchor = 0; anchor < batch.Count; anchor++)
                scores[(anchor * batch.Count) + positive] -= logShare;
        }
    }

    private Span<float> Transpose(ReadOnlySpan<float> square, int size)
    {
        var transposed = _byColumn.AsSpan(0, size * size);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
                transposed[(column * size) + row] = square[(row * size) + column];
        }

        return transposed;
    }

    /// <summary>−log softmax at the target, over two lists of scores, which both become gradients.</summary>
    private double CrossEntropy(Span<float> scores, Span<float> further, int target, float share)
    {
        if (further.IsEmpty)
            return CrossEntropy(scores, target, share);

        if (_row.Length != scores.Length + further.Length)
            _row = new float[scores.Length + further.Length];
        scores.CopyTo(_row);
        further.CopyTo(_row.AsSpan(scores.Length));
        var loss = CrossEntropy(_row, target, share);
        _row.AsSpan(0, scores.Length).CopyTo(scores);
        _row.AsSpan(scores.Length).CopyTo(further);
        return loss;
    }

    /// <summary>−log softmax at the target.</summary>
    /// <param name="scores">Become the gradient: share · (softmax − 1 at the target).</param>
    private static double CrossEntropy(Span<float> scores, int target, float share)
    {
        var highest = TensorPrimitives.Max<float>(scores);
        var atTarget = scores[target] - highest;
        TensorPrimitives.Subtract(scores, highest, scores);
        TensorPrimitives.Exp(scores, scores);
        var sum = TensorPrimitives.Sum<float>(scores);
        TensorPrimitives.Multiply(scores, share / sum, scores);
        scores[target] -= share;
        return Math.Log(sum) - atTarget;
    }
}
