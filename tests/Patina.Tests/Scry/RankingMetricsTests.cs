using Patina.Scry.Benchmarks;

namespace Patina.Tests.Scry;

public sealed class RankingMetricsTests
{
    [Fact]
    public void ReciprocalRank_SeveralFound_CountsTheFirst() =>
        Assert.Equal(0.5, RankingMetrics.ReciprocalRank([null, 4, 2]));

    [Fact]
    public void ReciprocalRank_NothingFound_IsZero() =>
        Assert.Equal(0, RankingMetrics.ReciprocalRank([null, null]));

    [Theory]
    [InlineData(1, 1.0 / 3)]
    [InlineData(5, 2.0 / 3)]
    public void RecallAt_CountsWhatLiesWithinK(int k, double expected) =>
        Assert.Equal(expected, RankingMetrics.RecallAt(k, [1, 5, 6]));

    [Fact]
    public void NdcgAt_IdealOrder_IsOne() => Assert.Equal(1, RankingMetrics.NdcgAt(10, [2, 1]), 12);

    [Fact]
    public void NdcgAt_OneOfTwoAtRankThree_IsHalfAUnitOverTheIdeal() =>
        Assert.Equal(0.5 / (1 + 1 / Math.Log2(3)), RankingMetrics.NdcgAt(10, [3, null]), 12);

    [Fact]
    public void NdcgAt_MoreTargetsThanPlaces_NormalisesByTheTopTen()
    {
        var ranks = Enumerable.Range(1, 12).Select(rank => (int?)rank).ToList();
        Assert.Equal(1, RankingMetrics.NdcgAt(10, ranks), 12);
    }

    [Fact]
    public void Percentile_UsesTheNearestRank()
    {
        double[] values = [9, 1, 5, 3, 7];
        Assert.Equal(5, RankingMetrics.Percentile(values, 0.5));
        Assert.Equal(9, RankingMetrics.Percentile(values, 0.95));
        Assert.Equal(0, RankingMetrics.Percentile([], 0.5));
    }
}
