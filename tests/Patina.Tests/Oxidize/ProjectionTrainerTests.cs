using Patina.Numerics;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Training;

namespace Patina.Tests.Oxidize;

public sealed class ProjectionTrainerTests
{
    private const int Dimension = 16;
    private const int Pairs = 300;

    [Theory]
    [InlineData(LossChoice.InfoNce)]
    [InlineData(LossChoice.Triplet)]
    public void Train_RelationThatRawVectorsDoNotShow_IsLearntForUnseenPairs(LossChoice loss)
    {
        var (table, training, unseen) = MirroredPairs();
        var options = Options with { Loss = loss, Epochs = 25, LearningRate = 0.02, Margin = 0.5, Patience = 25 };

        var result = Train(options, table, training, unseen, threads: 1);

        Assert.InRange(FoundFirst(Start(table), table, unseen), 0, 0.1);
        Assert.InRange(FoundFirst(result.Projection, table, unseen), 0.8, 1);
        Assert.True(result.ValidationLosses.Min() < result.ValidationLosses[0] / 2);
        Assert.InRange(result.BestEpoch, 1, 25);
    }

    [Fact]
    public void Train_OneOrMoreThreads_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var (table, training, unseen) = MirroredPairs();
        var files = new[] { 1, 2, 5 }.Select(threads =>
        {
            var path = Path.Combine(folder.Path, $"{threads}.safetensors");
            ProjectionFile.Save(Train(Options with { Epochs = 2 }, table, training, unseen, threads).Projection, path);
            return File.ReadAllBytes(path);
        }).ToArray();

        Assert.All(files, file => Assert.Equal(files[0], file));
        Assert.NotEqual(
            ProjectionFile.Hash(Train(Options with { Epochs = 2 }, table, training, unseen, 1).Projection),
            ProjectionFile.Hash(Train(Options with { Epochs = 2, Seed = 43 }, table, training, unseen, 1).Projection));
    }

    [Fact]
    public void Train_PairsOfNoise_StopsEarlyAndKeepsTheStart()
    {
        // A positive that is the anchor itself loses nothing before training, so no epoch can be better.
        var table = new VectorTable(ProjectionTests.UnitVectors(400, Dimension, 1), Dimension);
        var noise = Set([.. Enumerable.Range(0, 200)], [.. Enumerable.Range(200, 200)]);
        var identical = Set([.. Enumerable.Range(0, 100)], [.. Enumerable.Range(0, 100)]);

        var result = Train(Options with { Epochs = 50, Patience = 3, Loss = LossChoice.Triplet, Margin = 0.1 }, table, noise, identical, threads: 1);

        Assert.Equal(0, result.BestEpoch);
        Assert.Equal(3, result.TrainingLosses.Count);
        Assert.Equal(Start(table).Parameters, result.Projection.Parameters);
    }

    [Fact]
    public void Train_NoValidationPairs_RunsEveryEpoch()
    {
        var (table, training, _) = MirroredPairs();
        var result = Train(Options with { Epochs = 3 }, table, training, PairSet.Empty, threads: 1);

        Assert.Equal((3, 3), (result.TrainingLosses.Count, result.BestEpoch));
        Assert.Empty(result.ValidationLosses);
        Assert.True(result.TrainingLosses[2] < result.TrainingLosses[0]);
    }

    [Fact]
    public void Train_FewerPairsThanOneBatchOrNone_StillReturnsAProjection()
    {
        var (table, training, _) = MirroredPairs();
        var few = Set([.. training.Anchors.Take(3)], [.. training.Positives.Take(3)]);

        Assert.Equal(2, Train(Options with { Epochs = 2 }, table, few, PairSet.Empty, 1).TrainingLosses.Count);
        Assert.Equal(Start(table).Parameters, Train(Options, table, PairSet.Empty, PairSet.Empty, 1).Projection.Parameters);
    }

    [Fact]
    public void Train_BadPairs_Throws()
    {
        var (table, training, _) = MirroredPairs();
        Assert.Throws<ArgumentException>(() => Train(Options, table, Set([0], [table.Rows]), PairSet.Empty, 1));
        Assert.Throws<ArgumentException>(() => Train(Options, table, training with { Groups = [1] }, PairSet.Empty, 1));
        Assert.Throws<ArgumentException>(() => Train(Options, table, training with { Weights = new float[Pairs] }, PairSet.Empty, 1));
    }

    [Fact]
    public void Train_Cancelled_Throws()
    {
        var (table, training, _) = MirroredPairs();
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            new ProjectionTrainer(Options, new Gemm(1)).Train(Start(table), table, training, PairSet.Empty, null, source.Token));
    }

    [Fact]
    public void At_WholeSchedule_RisesThenFallsToZero()
    {
        var schedule = new LearningRateSchedule(1, 100);
        var rates = Enumerable.Range(0, 101).Select(schedule.At).ToArray();

        Assert.Equal(rates[..11].Order(), rates[..11]);
        Assert.Equal(1, rates[10], 1e-12);
        Assert.Equal(rates[10..].OrderDescending(), rates[10..]);
        Assert.Equal(0, rates[100], 1e-12);
    }

    private static TrainerOptions Options => new() { BatchSize = 64, LearningRate = 0.01, Seed = 42 };

    private static TrainingResult Train(TrainerOptions options, VectorTable table, PairSet training, PairSet validation, int threads) =>
        new ProjectionTrainer(options, new Gemm(threads)).Train(Start(table), table, training, validation);

    private static Projection Start(VectorTable table) =>
        ProjectionStart.Create(Dimension, 64, Dimension, table.Values, table.Rows, new SeededRandom(1), new Gemm(1));

    /// <summary>Each positive is its anchor with the numbers in reverse order: far apart for raw vectors, one linear map away.</summary>
    private static (VectorTable Table, PairSet Training, PairSet Unseen) MirroredPairs()
    {
        var anchors = ProjectionTests.UnitVectors(Pairs + 100, Dimension, 7);
        var mirrored = anchors.Chunk(Dimension).SelectMany(vector => vector.Reverse()).ToArray();
        var table = new VectorTable([.. anchors, .. mirrored], Dimension);
        int[] rows = [.. Enumerable.Range(0, Pairs + 100)];
        int[] partners = [.. rows.Select(row => row + Pairs + 100)];
        return (table, Set(rows[..Pairs], partners[..Pairs]), Set(rows[Pairs..], partners[Pairs..]));
    }

    private static PairSet Set(int[] anchors, int[] positives) => new()
    {
        Anchors = anchors,
        Positives = positives,
        Weights = [.. anchors.Select(_ => 1f)],
        Groups = [.. Enumerable.Range(0, anchors.Length)],
    };

    /// <summary>The share of anchors whose nearest among all positives is their own.</summary>
    private static double FoundFirst(Projection projection, VectorTable table, PairSet pairs)
    {
        var projected = new float[table.Rows * Dimension];
        projection.Project(table.Values, table.Rows, projected, new Gemm(1));
        return Enumerable.Range(0, pairs.Count).Count(pair =>
            pairs.Positives.MaxBy(row => ProjectionTests.Dot(projected, Dimension, pairs.Anchors[pair], row)) == pairs.Positives[pair])
            / (double)pairs.Count;
    }
}
