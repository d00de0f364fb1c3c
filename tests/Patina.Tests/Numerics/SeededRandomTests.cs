using Patina.Numerics;

namespace Patina.Tests.Numerics;

public sealed class SeededRandomTests
{
    /// <summary>First outputs of the authors' xoshiro256** with the state that their SplitMix64 gives for seed 0.</summary>
    [Fact]
    public void NextBits_SeedZero_EqualsReferenceSequence()
    {
        var random = new SeededRandom(0);
        Assert.Equal(
            [0x99EC5F36CB75F2B4, 0xBF6E1F784956452A, 0x1A5F849D4933E6E0, 0x6AA594F1262D2D2C],
            new[] { random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits() });
    }

    [Fact]
    public void Next_ManyDraws_CoverRangeEvenly()
    {
        var random = new SeededRandom(7);
        var counts = new int[10];
        for (var i = 0; i < 10_000; i++)
            counts[random.Next(10)]++;

        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(0));
    }

    [Fact]
    public void NextNormal_ManyDraws_HaveMeanZeroAndDeviationOne()
    {
        var random = new SeededRandom(9);
        var draws = Enumerable.Range(0, 20_000).Select(_ => random.NextNormal()).ToArray();

        Assert.InRange(draws.Average(), -0.03, 0.03);
        Assert.InRange(draws.Average(x => x * x), 0.95, 1.05);
    }

    [Fact]
    public void Shuffle_KeepsEveryItemAndFollowsTheSeed()
    {
        var (first, second) = (Enumerable.Range(0, 100).ToArray(), Enumerable.Range(0, 100).ToArray());
        new SeededRandom(3).Shuffle<int>(first);
        new SeededRandom(3).Shuffle<int>(second);

        Assert.Equal(first, second);
        Assert.NotEqual(Enumerable.Range(0, 100), first);
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
    }
}
