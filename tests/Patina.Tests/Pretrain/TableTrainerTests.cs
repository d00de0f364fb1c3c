using Patina.Numerics;
using Patina.Pretrain.Training;

namespace Patina.Tests.Pretrain;

public sealed class TableTrainerTests
{
    private const int Rows = 50;

    [Fact]
    public void Step_ManySteps_LowersTheLoss()
    {
        var weights = EmbeddingWeights.Random(Rows, 64, zeroRows: 2, seed: 1);
        var trainer = new TableTrainer(weights, new Gemm(1), default);
        var batch = Batch();
        var losses = Enumerable.Range(1, 40).Select(step => trainer.Step(batch, 0.1f, 0.02f, step)).ToList();
        Assert.True(losses[^1] < losses[0] / 4, $"{losses[0]} fell to {losses[^1]} only");
    }

    [Fact]
    public void Step_OneOrTwoThreads_GivesTheSameTable() => Assert.Equal(Train(threads: 1), Train(threads: 2));

    [Fact]
    public void Step_RowsThatNoTextUses_StayAsTheyAre()
    {
        var before = EmbeddingWeights.Random(Rows, 64, zeroRows: 2, seed: 1).Row(Rows - 1).ToArray();
        Assert.Equal(before, Train(threads: 1)[^64..]);
    }

    private static float[] Train(int threads)
    {
        var weights = EmbeddingWeights.Random(Rows, 64, zeroRows: 2, seed: 1);
        var trainer = new TableTrainer(weights, new Gemm(threads), default);
        for (var step = 1; step <= 5; step++)
            trainer.Step(Batch(), 0.1f, 0.02f, step);
        return weights.Values;
    }

    /// <summary>Questions and documents that share no token, so that only training can bring them together.</summary>
    private static PairBatch Batch()
    {
        var batch = new PairBatch();
        for (ushort text = 0; text < 12; text++)
        {
            batch.Queries.Add([(ushort)(2 + text)], [1]);
            batch.Heads.Add([(ushort)(20 + text)], [2]);
            batch.Bodies.Add([(ushort)(20 + text), (ushort)(34 + text)], [3, 1]);
        }
        return batch;
    }
}
