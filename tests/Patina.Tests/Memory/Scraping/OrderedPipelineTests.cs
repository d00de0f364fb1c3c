using Patina.Memory.Scraping;

namespace Patina.Tests.Memory.Scraping;

public sealed class OrderedPipelineTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(1000, 1)]
    [InlineData(1000, 4)]
    public void Run_Results_ComeInTheOrderOfTheItems(int count, int threads)
    {
        var items = Enumerable.Range(0, count).ToList();
        var results = new List<int>();

        OrderedPipeline<int, int>.Run(items, threads, item => { Thread.SpinWait(item % 7 * 100); return item * 2; }, results.Add, CancellationToken.None);

        Assert.Equal(items.Select(item => item * 2), results);
    }

    [Fact]
    public void Run_SlowConsumer_HoldsTheWorkersBack()
    {
        var ahead = 0;
        var most = 0;

        OrderedPipeline<int, int>.Run(
            Enumerable.Range(0, 500).ToList(), 2,
            item => { InterlockedMax(ref most, Interlocked.Increment(ref ahead)); return item; },
            _ => { Interlocked.Decrement(ref ahead); },
            CancellationToken.None);

        Assert.InRange(most, 1, 34);
    }

    [Fact]
    public void Run_WorkThatFails_ThrowsToTheCaller()
    {
        var failure = Assert.Throws<FormatException>(() => OrderedPipeline<int, int>.Run(
            Enumerable.Range(0, 100).ToList(), 4, item => item == 50 ? throw new FormatException("fifty") : item, _ => { }, CancellationToken.None));

        Assert.Equal("fifty", failure.Message);
    }

    [Fact]
    public void Run_ConsumerThatFails_EndsTheWorkers()
    {
        Assert.Throws<FormatException>(() => OrderedPipeline<int, int>.Run(
            Enumerable.Range(0, 100).ToList(), 4, item => item, _ => throw new FormatException(), CancellationToken.None));
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var cancel = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => OrderedPipeline<int, int>.Run(
            Enumerable.Range(0, 100_000).ToList(), 2, item => item, item => { if (item == 10) cancel.Cancel(); }, cancel.Token));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
