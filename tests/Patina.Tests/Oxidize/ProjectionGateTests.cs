using System.Numerics.Tensors;
using Patina.Memory.Chunks;
using Patina.Numerics;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Training;

namespace Patina.Tests.Oxidize;

public sealed class ProjectionGateTests
{
    private const int Dimension = 24;
    private const int Count = 300;

    private readonly Gemm _gemm = new(1);
    private readonly float[] _candidates = ProjectionTests.UnitVectors(Count, Dimension, 1);

    [Fact]
    public void Result_ProjectionThatUndoesADistortion_Passes()
    {
        // It is linear: relu(x + 1) - 1 = x for what no unit vector exceeds.
        var projection = new Projection(Dimension, Dimension, Dimension);
        for (var i = 0; i < Dimension; i++)
        {
            projection.W1[(i * Dimension) + Dimension - 1 - i] = 1;
            projection.B1[i] = 1;
            projection.W2[(i * Dimension) + i] = 1;
            projection.B2[i] = -1;
        }

        var reversed = _candidates.Chunk(Dimension).SelectMany(vector => vector.Reverse()).ToArray();

        var result = Run(projection, Questions(Count), reversed, projected: _candidates)!;

        Assert.True(result.Passed);
        Assert.Equal(new RetrievalScore(1, 1), result.Projected);
        Assert.InRange(result.Raw.Mrr, 0, 0.2);
        Assert.Equal(1 - result.Raw.Mrr, result.MrrGain.Mean, 1e-9);
    }

    /// <summary>
    /// Negative control: ten epochs of the Rust tool's update rule from its random start. It hardly moves the weights and loses what
    /// the raw vectors knew; the gate must turn it off. The same pairs under <see cref="ProjectionTrainer"/> pass
    /// (<see cref="Result_TheSamePairsTrained_IsTurnedOn"/>), so it is the rule that fails, not the gate.
    /// </summary>
    [Fact]
    public void Result_UpdateRuleOfTheRustTool_IsTurnedOff()
    {
        var projection = RustToolTraining.Start(Dimension, 4 * Dimension, Dimension, seed: 5);
        var before = projection.Copy();
        var questions = Twisted(_candidates);

        var moved = RustToolTraining.Train(projection, Triplets(questions), epochs: 10);

        Assert.True(moved > Count);
        Assert.False(projection.W1.SequenceEqual(before.W1));
        Assert.False(projection.W2.SequenceEqual(before.W2));
        var result = Gate(projection, Questions(Count), questions)!;
        Assert.False(result.Passed);
        Assert.True(result.MrrGain.High < 0, $"{result.MrrGain}");
        // It finds what its random start finds.
        Assert.Equal(Gate(before, Questions(Count), questions)!.Projected.Mrr, result.Projected.Mrr, 0.05);
    }

    [Fact]
    public void Result_TheSamePairsTrained_IsTurnedOn()
    {
        var questions = Twisted(_candidates);
        var table = new VectorTable([.. questions, .. _candidates], Dimension);
        int[] trained = [.. Enumerable.Range(0, Count).Where(i => i % 2 == 0)];
        var pairs = new PairSet
        {
            Anchors = trained,
            Positives = [.. trained.Select(i => Count + i)],
            Groups = trained,
            Weights = [.. trained.Select(_ => 1f)],
        };
        var start = ProjectionStart.Create(Dimension, 4 * Dimension, Dimension, table.Values, table.Rows, new SeededRandom(5), _gemm).Apart();
        var trainer = new ProjectionTrainer(new TrainerOptions { Epochs = 60, BatchSize = 50, LearningRate = 0.01 }, _gemm);

        var projection = trainer.Train(start, table, pairs, PairSet.Empty, null, default).Projection;

        var untrained = Questions(Count).Where((_, i) => i % 2 == 1).ToList();
        float[] asked = [.. questions.Chunk(Dimension).Where((_, i) => i % 2 == 1).SelectMany(vector => vector)];
        Assert.True(Gate(projection, untrained, asked)!.Passed);
    }

    [Fact]
    public void Result_UntrainedStart_GainsNothing()
    {
        var start = ProjectionStart.Create(Dimension, 2 * Dimension, Dimension, _candidates, Count, new SeededRandom(1), _gemm);

        var result = Gate(start, Questions(Count), Noisy(_candidates, 0.4f))!;

        Assert.Equal(result.Raw.Mrr, result.Projected.Mrr, 1e-3);
        Assert.Equal(0, result.MrrGain.Mean, 1e-3);
        Assert.False(result.Passed);
    }

    [Fact]
    public void Result_TooFewQuestions_IsNull() =>
        Assert.Null(Gate(new Projection(Dimension, 2, Dimension), Questions(19), _candidates.AsSpan(0, 19 * Dimension).ToArray()));

    [Fact]
    public void RankOf_RelevantIgnoredAndUnknown_CountsOnlyOthersBefore()
    {
        var matrix = Candidates();
        float[] scores = [0.9f, 0.8f, 0.7f, 0.6f];

        Assert.Equal(3, matrix.RankOf(Question([3, 4], []), scores));
        Assert.Equal(2, matrix.RankOf(Question([3], [1]), scores));
        Assert.Equal(0, matrix.RankOf(Question([99], []), scores));
    }

    [Fact]
    public void RankOf_EqualScores_TakesTheMeanOverAllOrders()
    {
        var matrix = Candidates();

        Assert.Equal(2.5, matrix.RankOf(Question([1], []), [0, 0, 0, 0]));
        Assert.Equal(2, matrix.RankOf(Question([1], [2]), [0, 0, 0, 0]));
        Assert.Equal(1 + (2 / 3.0), matrix.RankOf(Question([1, 2], []), [0, 0, 0, 0]), 12);
        Assert.Equal(2.5, matrix.RankOf(Question([2], []), [1, 0, 0, -1]));
    }

    [Fact]
    public void RankOf_ChunksOfOnePlace_CountOnceByTheirBest()
    {
        var matrix = Candidates([0, 0, 1, 2]);

        Assert.Equal(2, matrix.RankOf(Question([3], []), [0.9f, 0.8f, 0.7f, 0.6f]));
        Assert.Equal(1, matrix.RankOf(Question([2], []), [0.9f, 0.1f, 0.7f, 0.6f]));
    }

    [Fact]
    public void Result_UntrainedRankingThatKnows_IsMeasuredBesideIt()
    {
        var projection = new Projection(Dimension, 2, Dimension);
        var gate = new ProjectionGate(Asking(projection), new Knowing());
        var zeros = new float[Count * Dimension];
        gate.Add(
            Questions(Count), Noisy(_candidates, 0.4f), new CandidateMatrix(Keys, _candidates, Dimension, _gemm),
            new CandidateMatrix(Keys, zeros, Dimension, _gemm), default);

        var untrained = gate.Result()!.Untrained!;

        Assert.Equal(("knowing", new RetrievalScore(1, 1), new RetrievalScore(1, 1)), (untrained.Name, untrained.Score, untrained.WithProjected));
        Assert.Equal(0, untrained.MrrGain.Mean);
    }

    [Fact]
    public void Mean_KnownSample_ContainsTheMeanAndNarrowsWithSize()
    {
        double[] few = [.. Enumerable.Range(0, 25).Select(i => i % 5 * 1.0)];
        double[] many = [.. Enumerable.Range(0, 2500).Select(i => i % 5 * 1.0)];

        var (wide, narrow) = (Bootstrap.Mean(few), Bootstrap.Mean(many));

        Assert.Equal((2.0, 2.0), (Math.Round(wide.Mean, 9), Math.Round(narrow.Mean, 9)));
        // The standard error of 25 draws with variance 2 is 0.283; the interval reaches about twice that.
        Assert.InRange(wide.High - wide.Low, 0.8, 1.3);
        Assert.InRange(narrow.High - narrow.Low, 0.08, 0.13);
        Assert.Equal(wide, Bootstrap.Mean(few));
    }

    private static ChunkKey[] Keys => [.. Enumerable.Range(0, Count).Select(i => new ChunkKey(i))];

    private CandidateMatrix Candidates(int[]? places = null) =>
        new([new(1), new(2), new(3), new(4)], [1, 1, 1, 1], 1, _gemm, places);

    private AskingVectors Asking(Projection projection) => new(projection, _gemm, KnownPartners.None, 0);

    private static HeldOutQuestion Question(long[] relevant, long[] ignored) =>
        new("q", relevant.Select(key => new ChunkKey(key)).ToHashSet(), ignored.Select(key => new ChunkKey(key)).ToHashSet());

    private GateResult? Gate(Projection projection, IReadOnlyList<HeldOutQuestion> questions, float[] vectors)
    {
        var projected = new float[Count * Dimension];
        projection.Project(_candidates, Count, projected, _gemm);
        return Run(projection, questions, vectors, projected);
    }

    private GateResult? Run(Projection projection, IReadOnlyList<HeldOutQuestion> questions, float[] vectors, float[] projected)
    {
        var gate = new ProjectionGate(Asking(projection));
        gate.Add(
            questions, vectors.AsSpan(0, questions.Count * Dimension), new CandidateMatrix(Keys, _candidates, Dimension, _gemm),
            new CandidateMatrix(Keys, projected, Dimension, _gemm), default);
        return gate.Result();
    }

    /// <summary>The vectors with a part that says nothing: the same for all, and as long as they are.</summary>
    private static float[] Twisted(float[] vectors)
    {
        var shift = ProjectionTests.UnitVectors(1, Dimension, 21);
        var noisy = Noisy(vectors, 0.4f);
        var twisted = noisy.Select((value, i) => value + (2 * shift[i % Dimension])).ToArray();
        foreach (var start in Enumerable.Range(0, vectors.Length / Dimension))
            UnitLength.Normalize(twisted.AsSpan(start * Dimension, Dimension));
        return twisted;
    }

    private List<(float[] Anchor, float[] Positive, float[] Negative)> Triplets(float[] questions)
    {
        float[] Row(float[] vectors, int row) => vectors.AsSpan(row * Dimension, Dimension).ToArray();
        return [.. Enumerable.Range(0, Count).Select(i => (Row(questions, i), Row(_candidates, i), Row(_candidates, ((i * 7) + 3) % Count)))];
    }

    private static float[] Noisy(float[] vectors, float amount)
    {
        var noise = ProjectionTests.UnitVectors(vectors.Length / Dimension, Dimension, 9);
        return [.. vectors.Zip(noise, (x, n) => x + (amount * n))];
    }

    private static HeldOutQuestion[] Questions(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new HeldOutQuestion($"{i}", new HashSet<ChunkKey> { new(i) }, new HashSet<ChunkKey>()))];

    /// <summary>Ranks what is relevant first.</summary>
    private sealed class Knowing : IUntrainedRanking
    {
        public string Name => "knowing";

        public void Score(HeldOutQuestion question, ReadOnlySpan<float> vector, CandidateMatrix candidates, Span<float> scores)
        {
            scores.Clear();
            foreach (var key in question.Relevant)
                scores[candidates.RowOf(key)] = 7;
        }
    }
}
