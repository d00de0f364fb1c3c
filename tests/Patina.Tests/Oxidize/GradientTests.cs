using Patina.Numerics;
using Patina.Oxidize.Training;
using Patina.Oxidize.Training.Losses;

namespace Patina.Tests.Oxidize;

/// <summary>
/// Backpropagation against central differences. The differences are taken of a second implementation, in double precision
/// and without matrices, so that a mistake cannot be on both sides.
/// </summary>
public sealed class GradientTests
{
    private const int Input = 5;
    private const int Hidden = 7;
    private const int Output = 4;
    private const int Pairs = 6;
    private const double Temperature = 0.3;
    private const double Margin = 0.4;

    private static readonly float[] Weights = [1, 2, 0.5f, 1, 3, 0.25f];

    /// <summary>Pairs 1 and 4 are of one group.</summary>
    private static readonly int[] Groups = [0, 1, 2, 3, 1, 4];

    [Theory]
    [InlineData("infonce", 0)]
    [InlineData("infonce", 1)]
    [InlineData("infonce", 2)]
    [InlineData("infonce", 3)]
    [InlineData("triplet", 0)]
    [InlineData("triplet", 1)]
    [InlineData("triplet", 2)]
    [InlineData("triplet", 3)]
    public void Backward_EveryWeightOfATensor_EqualsFiniteDifference(string loss, int tensor)
    {
        var projection = RandomProjection(3);
        var inputs = RandomVectors(3 * Pairs, Input, 4);
        // The first triplet keeps its margin, so that its rows are left out.
        inputs.AsSpan(0, Input).CopyTo(inputs.AsSpan(Pairs * Input));
        var gradients = Backpropagate(projection, inputs, loss, out var value);

        Assert.Equal(Reference(projection, inputs, loss, tensor, 0, 0), value, 5);
        for (var i = 0; i < projection.Parameters[tensor].Length; i++)
        {
            const double step = 1e-5;
            var slope = (Reference(projection, inputs, loss, tensor, i, step) - Reference(projection, inputs, loss, tensor, i, -step)) / (2 * step);
            Assert.True(Math.Abs(slope - gradients[tensor][i]) < 2e-5 + (2e-4 * Math.Abs(slope)), $"[{i}] {slope} ≠ {gradients[tensor][i]}");
        }
    }

    /// <summary>Pairs 0 and 5 share their positive, so that it is twice as frequent as the others; anchors have biases of their own.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Backward_QuestionsApartAndFrequenciesCorrected_EqualsFiniteDifference(int tensor)
    {
        var projection = RandomProjection(3).Apart();
        foreach (var bias in projection.Parameters.Skip(4))
            RandomVectors(1, bias.Length, 8).CopyTo(bias, 0);
        var inputs = RandomVectors(2 * Pairs, Input, 4);
        var pairs = new PairSet
        {
            Anchors = [.. Enumerable.Range(0, Pairs)],
            Positives = [Pairs, Pairs + 1, Pairs + 2, Pairs + 3, Pairs + 4, Pairs],
            Weights = Weights,
            Groups = [.. Enumerable.Range(0, Pairs)],
        };
        inputs.AsSpan(Pairs * Input, Input).CopyTo(inputs.AsSpan((Pairs + 5) * Input));
        var gemm = new Gemm(1);
        var gradient = new ProjectionGradient(projection, gemm);
        var byOutput = new float[2 * Pairs * Output];
        var batch = new LossBatch(Weights, [.. pairs.Groups], [.. pairs.Anchors], [.. pairs.Positives], pairs);

        var value = new InfoNceLoss(Temperature, gemm, correctFrequency: true).Evaluate(batch, gradient.Forward(inputs, 2 * Pairs, Pairs), Output, byOutput);
        gradient.Backward(inputs, 2 * Pairs, byOutput);

        Assert.Equal(Corrected(projection, inputs, tensor, 0, 0), value, 5);
        for (var i = 0; i < projection.Parameters[tensor].Length; i++)
        {
            const double step = 1e-5;
            var slope = (Corrected(projection, inputs, tensor, i, step) - Corrected(projection, inputs, tensor, i, -step)) / (2 * step);
            Assert.True(Math.Abs(slope - gradient.Gradients[tensor][i]) < 2e-5 + (2e-4 * Math.Abs(slope)), $"[{i}] {slope} ≠ {gradient.Gradients[tensor][i]}");
        }
    }

    /// <summary>Two negatives for each pair but the third, whose places count nothing.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Backward_NegativesOfTheirOwn_EqualsFiniteDifference(int tensor, bool corrected)
    {
        const int rows = 4 * Pairs;
        var projection = RandomProjection(3);
        var inputs = RandomVectors(rows, Input, 4);
        var gemm = new Gemm(1);
        var gradient = new ProjectionGradient(projection, gemm);
        var byOutput = new float[rows * Output];
        var pairs = new PairSet { Anchors = [.. Enumerable.Range(0, Pairs)], Positives = [.. Enumerable.Range(Pairs, Pairs)], Weights = Weights, Groups = Groups };
        var batch = new LossBatch(Weights, Groups, [.. pairs.Anchors], [.. pairs.Positives], pairs)
        {
            NegativesPerPair = 2,
            NegativesThatCount = Enumerable.Range(0, 2 * Pairs).Select(i => i / 2 != 2).ToArray(),
        };

        var value = new InfoNceLoss(Temperature, gemm, corrected).Evaluate(batch, gradient.Forward(inputs, rows, 0), Output, byOutput);
        gradient.Backward(inputs, rows, byOutput);

        Assert.Equal(WithNegatives(projection, inputs, tensor, 0, 0, corrected), value, 5);
        for (var i = 0; i < projection.Parameters[tensor].Length; i++)
        {
            const double step = 1e-5;
            var slope = (WithNegatives(projection, inputs, tensor, i, step, corrected) - WithNegatives(projection, inputs, tensor, i, -step, corrected)) / (2 * step);
            Assert.True(Math.Abs(slope - gradient.Gradients[tensor][i]) < 2e-5 + (2e-4 * Math.Abs(slope)), $"[{i}] {slope} ≠ {gradient.Gradients[tensor][i]}");
        }
    }

    [Fact]
    public void Backward_TripletsFartherApartThanTheMargin_IsZero()
    {
        float[] outputs = [1, 0, 1, 0, 0, 1];
        var gradient = new float[6];
        gradient.AsSpan().Fill(9);

        var value = new TripletLoss(0.2).Evaluate(new LossBatch([1], [0], [0], [1]), outputs, 2, gradient);

        Assert.Equal(0, value);
        Assert.Equal(new float[6], gradient);
    }

    [Fact]
    public void Evaluate_InfoNceOfRelatedPairsOnly_IsZero()
    {
        float[] outputs = [1, 0, 0, 1, 1, 0, 0, 1];
        var gradient = new float[8];

        var value = new InfoNceLoss(0.1, new Gemm(1)).Evaluate(new LossBatch([1, 1], [5, 5], [0, 1], [2, 3]), outputs, 2, gradient);

        Assert.Equal(0, value);
        Assert.Equal(new float[8], gradient);
    }

    [Theory]
    [InlineData(new[] { 0, 0 }, new[] { 2, 3 })]
    [InlineData(new[] { 0, 1 }, new[] { 2, 2 })]
    public void AreRelated_SameAnchorOrPositive_IsTrue(int[] anchors, int[] positives)
    {
        var batch = new LossBatch([1, 1], [0, 1], anchors, positives);
        Assert.True(batch.AreRelated(0, 1));
        Assert.False(batch.AreRelated(0, 0));
    }

    private static IReadOnlyList<float[]> Backpropagate(Projection projection, float[] inputs, string loss, out double value)
    {
        var gemm = new Gemm(1);
        IPairLoss pairLoss = loss == "triplet" ? new TripletLoss(Margin) : new InfoNceLoss(Temperature, gemm);
        var rows = (pairLoss.NeedsNegatives ? 3 : 2) * Pairs;
        var used = inputs.AsSpan(0, rows * Input);
        var gradient = new ProjectionGradient(projection, gemm);
        var outputGradient = new float[rows * Output];
        var batch = new LossBatch(Weights, Groups, [.. Enumerable.Range(0, Pairs)], [.. Enumerable.Range(Pairs, Pairs)]);

        value = pairLoss.Evaluate(batch, gradient.Forward(used, rows, 0), Output, outputGradient);
        gradient.Backward(used, rows, outputGradient);
        return gradient.Gradients;
    }

    /// <summary>The loss with one weight moved.</summary>
    private static double Reference(Projection projection, float[] inputs, string loss, int tensor, int index, double moved)
    {
        var weights = projection.Parameters.Select(values => values.Select(value => (double)value).ToArray()).ToArray();
        weights[tensor][index] += moved;
        var outputs = inputs.Chunk(Input).Select(vector => Forward(weights, vector)).ToArray();
        var (anchors, positives, negatives) = (outputs[..Pairs], outputs[Pairs..(2 * Pairs)], outputs[(2 * Pairs)..]);
        return loss == "triplet" ? Triplet(anchors, positives, negatives) : InfoNce(anchors, positives);
    }

    /// <summary>The loss of questions apart with corrected frequencies, with one weight moved.</summary>
    private static double Corrected(Projection projection, float[] inputs, int tensor, int index, double moved)
    {
        var weights = projection.Parameters.Select(values => values.Select(value => (double)value).ToArray()).ToArray();
        weights[tensor][index] += moved;
        var outputs = inputs.Chunk(Input).Select((vector, row) => Forward(weights, vector, asks: row < Pairs)).ToArray();
        double Score(int i, int j) => Cosine(outputs[i], outputs[Pairs + j]) / Temperature;
        bool Counts(int i, int j) => i == j || !(i is 0 or 5 && j is 0 or 5);
        double Share(int j) => (j is 0 or 5 ? 2.0 : 1.0) / Pairs;

        var sum = 0.0;
        for (var i = 0; i < Pairs; i++)
        {
            var others = Enumerable.Range(0, Pairs).Where(j => Counts(i, j)).ToArray();
            sum -= Weights[i] * Math.Log(Math.Exp(Score(i, i)) / Share(i) / others.Sum(j => Math.Exp(Score(i, j)) / Share(j)));
            sum -= Weights[i] * Math.Log(Math.Exp(Score(i, i)) / others.Sum(j => Math.Exp(Score(j, i))));
        }

        return sum / (2 * Weights.Sum());
    }

    /// <summary>InfoNCE in which each anchor has two more wrong answers; corrected, those count as often as there are pairs.</summary>
    private static double WithNegatives(Projection projection, float[] inputs, int tensor, int index, double moved, bool corrected)
    {
        var weights = projection.Parameters.Select(values => values.Select(value => (double)value).ToArray()).ToArray();
        weights[tensor][index] += moved;
        var outputs = inputs.Chunk(Input).Select(vector => Forward(weights, vector)).ToArray();
        double Score(int i, int j) => Math.Exp(Cosine(outputs[i], outputs[Pairs + j]) / Temperature);
        double Own(int i) => i == 2 ? 0 : Enumerable.Range(0, 2).Sum(k => Math.Exp(Cosine(outputs[i], outputs[(2 * Pairs) + (2 * i) + k]) / Temperature));
        var frequent = corrected ? Pairs : 1;

        var sum = 0.0;
        for (var i = 0; i < Pairs; i++)
        {
            var others = Enumerable.Range(0, Pairs).Where(j => j == i || Groups[i] != Groups[j]).ToArray();
            sum -= Weights[i] * Math.Log(Score(i, i) * frequent / (others.Sum(j => Score(i, j) * frequent) + (Own(i) * frequent)));
            sum -= Weights[i] * Math.Log(Score(i, i) / others.Sum(j => Score(j, i)));
        }

        return sum / (2 * Weights.Sum());
    }

    private static double[] Forward(double[][] weights, float[] vector, bool asks = false)
    {
        var hidden = Enumerable.Range(0, Hidden)
            .Select(unit => Math.Max(0, weights[asks ? 4 : 1][unit] + vector.Select((x, i) => x * weights[0][(unit * Input) + i]).Sum())).ToArray();
        var output = Enumerable.Range(0, Output)
            .Select(unit => weights[asks ? 5 : 3][unit] + hidden.Select((h, i) => h * weights[2][(unit * Hidden) + i]).Sum()).ToArray();
        var length = Math.Sqrt(output.Sum(y => y * y));
        return [.. output.Select(y => y / length)];
    }

    private static double Triplet(double[][] anchors, double[][] positives, double[][] negatives) =>
        Enumerable.Range(0, Pairs).Sum(i =>
            Weights[i] * Math.Max(0, Margin - Cosine(anchors[i], positives[i]) + Cosine(anchors[i], negatives[i]))) / Weights.Sum();

    private static double InfoNce(double[][] anchors, double[][] positives)
    {
        var sum = 0.0;
        for (var i = 0; i < Pairs; i++)
        {
            var others = Enumerable.Range(0, Pairs).Where(j => j == i || Groups[i] != Groups[j]).ToArray();
            var right = Math.Exp(Cosine(anchors[i], positives[i]) / Temperature);
            sum -= Weights[i] * Math.Log(right / others.Sum(j => Math.Exp(Cosine(anchors[i], positives[j]) / Temperature)));
            sum -= Weights[i] * Math.Log(right / others.Sum(j => Math.Exp(Cosine(anchors[j], positives[i]) / Temperature)));
        }

        return sum / (2 * Weights.Sum());
    }

    private static double Cosine(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private static Projection RandomProjection(ulong seed)
    {
        var random = new SeededRandom(seed);
        var projection = new Projection(Input, Hidden, Output);
        foreach (var tensor in projection.Parameters)
        {
            for (var i = 0; i < tensor.Length; i++)
                tensor[i] = (float)(random.NextNormal() * 0.7);
        }

        return projection;
    }

    private static float[] RandomVectors(int rows, int dimension, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, rows * dimension).Select(_ => (float)random.NextNormal())];
    }
}
