using System.Collections.Concurrent;
using Patina.USearch;

namespace Patina.Tests.USearch;

public sealed class BatchTests
{
    private const int Dimensions = 24;
    private const int Rows = 5_000;

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(1000)]
    public void AddBatch_AnyNumberOfThreads_AddsEachUnderItsKey(int threads)
    {
        var vectors = Vectors.Random(Rows, Dimensions, seed: 30);
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions });

        index.AddBatch(Vectors.Keys(Rows, first: 100), vectors, threads);

        Assert.Equal(Rows, index.Count);
        var stored = new float[Dimensions];
        for (var row = 0; row < Rows; row++)
        {
            Assert.True(index.TryGet(100 + (ulong)row, stored));
            Assert.Equal(Vectors.Row(vectors, Dimensions, row), stored);
        }
    }

    [Fact]
    public void AddBatch_Progress_CountsUpToAll()
    {
        var reported = new ConcurrentBag<int>();
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions });

        index.AddBatch(Vectors.Keys(Rows), Vectors.Random(Rows, Dimensions, seed: 31), progress: new Progress(reported.Add));

        Assert.Equal(Rows, reported.Max());
        Assert.Equal(reported.Count, reported.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AddBatch_Cancelled_KeepsWhatIsInAndGoesOn(int threads)
    {
        var vectors = Vectors.Random(Rows, Dimensions, seed: 32);
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions });
        using var cancellation = new CancellationTokenSource();
        var progress = new Progress(done =>
        {
            if (done > 500)
                cancellation.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => index.AddBatch(Vectors.Keys(Rows), vectors, threads, progress, cancellation.Token));

        Assert.InRange(index.Count, 501, Rows - 1);
        for (var row = 0; row < Rows; row++)
        {
            if (!index.Contains((ulong)row))
                index.Add((ulong)row, Vectors.Row(vectors, Dimensions, row));
        }

        Assert.Equal(Vectors.Keys(Rows), index.Search(Vectors.Row(vectors, Dimensions, 0), Rows).Select(match => match.Key).Order());
    }

    [Fact]
    public void AddBatch_BadKeyOrVector_AddsNothing()
    {
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = 2 });
        index.Add(5, [1, 0]);

        Assert.Throws<ArgumentException>(() => index.AddBatch([1, 2, 1], [1, 0, 0, 1, 1, 1]));
        Assert.Throws<ArgumentException>(() => index.AddBatch([1, 5], [1, 0, 0, 1]));
        Assert.Throws<ArgumentException>(() => index.AddBatch([1, ulong.MaxValue], [1, 0, 0, 1]));
        Assert.Throws<ArgumentException>(() => index.AddBatch([1, 2], [1, 0, 0, float.NaN]));
        Assert.Equal(1, index.Count);
    }

    [Fact]
    public void AddBatch_Nothing_DoesNothing()
    {
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = 2 });

        index.AddBatch([], []);

        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void AddBatch_OneThreadTwice_GivesTheSameFile()
    {
        using var folder = new TemporaryFolder();
        var files = new List<byte[]>();
        for (var run = 0; run < 2; run++)
        {
            using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions });
            index.AddBatch(Vectors.Keys(Rows), Vectors.Random(Rows, Dimensions, seed: 33), threads: 1);
            index.Save(Path.Combine(folder.Path, "index.usearch"));
            files.Add(File.ReadAllBytes(Path.Combine(folder.Path, "index.usearch")));
        }

        Assert.Equal(files[0], files[1]);
    }

    /// <summary>More callers than the library has room for at a time, some of them changing what the others search.</summary>
    [Fact]
    public void SearchAddRemove_FromManyThreads_LosesNothing()
    {
        var vectors = Vectors.Random(2_000, Dimensions, seed: 34);
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions });
        index.AddBatch(Vectors.Keys(1_000), vectors.AsSpan(0, 1_000 * Dimensions));

        var threads = Enumerable.Range(0, 16).Select(thread => new Thread(() =>
        {
            for (var row = 1_000 + thread; row < 2_000; row += 16)
            {
                index.Add((ulong)row, Vectors.Row(vectors, Dimensions, row));
                index.Search(Vectors.Row(vectors, Dimensions, row), 5);
                if (row % 2 == 0)
                    index.Remove((ulong)row);
            }
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.Equal(1_500, index.Count);
        Assert.Equal(
            Vectors.Keys(2_000).Where(key => key < 1_000 || key % 2 == 1),
            index.Search(Vectors.Row(vectors, Dimensions, 0), 2_000).Select(match => match.Key).Order());
    }

    private sealed class Progress(Action<int> action) : IProgress<int>
    {
        public void Report(int value) => action(value);
    }
}
