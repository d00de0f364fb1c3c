using Patina.USearch;

namespace Patina.Tests.USearch;

public sealed class FilteredSearchTests
{
    private const int Dimensions = 16;
    private const int Rows = 10_000;

    private static readonly float[] All = Vectors.Random(Rows, Dimensions, seed: 20);
    private static readonly Lazy<VectorIndex> Index = new(() =>
    {
        var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions, ExpansionSearch = 16 });
        index.AddBatch(Vectors.Keys(Rows), All);
        return index;
    });

    /// <summary>The wanted ones lie opposite to the question: what stops at the nearest candidates finds none of them.</summary>
    [Fact]
    public void Search_OnlyTheFarthestPass_FindsExactlyThose()
    {
        var query = Vectors.Row(All, Dimensions, 0);
        var farthest = Vectors.Nearest(All, Dimensions, query, Rows)[^3..];

        var found = Index.Value.Search(query, 10, farthest.Contains);

        Assert.Equal(farthest.Order(), found.Select(match => match.Key).Order());
        Vectors.AssertNearest(All, Dimensions, query, found, farthest.Contains);
    }

    [Fact]
    public void Search_OneInTenPasses_EqualsBruteForce()
    {
        var query = Vectors.Random(1, Dimensions, seed: 21);

        var found = Index.Value.Search(query, 20, key => key % 10 == 3);

        Assert.Equal(20, found.Length);
        Vectors.AssertNearest(All, Dimensions, query, found, key => key % 10 == 3);
    }

    /// <summary>More pass than are compared one by one, so the graph is walked.</summary>
    [Fact]
    public void Search_NineInTenPass_RecallsBruteForce()
    {
        var recalled = 0;
        for (var seed = 0; seed < 10; seed++)
        {
            var query = Vectors.Random(1, Dimensions, seed);
            var found = Index.Value.Search(query, 10, key => key % 10 != 3).Select(match => match.Key).ToArray();
            Assert.DoesNotContain(found, key => key % 10 == 3);
            recalled += found.Intersect(Vectors.Nearest(All, Dimensions, query, 10, key => key % 10 != 3)).Count();
        }

        Assert.InRange(recalled, 85, 100);
    }

    /// <summary>More are wanted than the graph is asked to keep, and more pass than are compared one by one.</summary>
    [Fact]
    public void Search_MoreWantedThanPass_GivesAllThatPass()
    {
        var found = Index.Value.Search(Vectors.Random(1, Dimensions, seed: 22), Rows, key => key < 6_000);

        Assert.Equal(Vectors.Keys(6_000), found.Select(match => match.Key).Order());
    }

    [Fact]
    public void Search_NothingPasses_GivesNothing()
    {
        Assert.Empty(Index.Value.Search(Vectors.Random(1, Dimensions, seed: 23), 10, _ => false));
    }

    [Fact]
    public void ExactSearch_WithFilter_EqualsBruteForce()
    {
        var query = Vectors.Random(1, Dimensions, seed: 24);

        var found = Index.Value.ExactSearch(query, 700, key => key % 2 == 0);

        Assert.Equal(700, found.Length);
        Vectors.AssertNearest(All, Dimensions, query, found, key => key % 2 == 0);
    }

    /// <summary>The exception crosses the native code, and the index works on.</summary>
    [Fact]
    public void Search_FilterThrowsInsideTheGraph_TheExceptionArrives()
    {
        var calls = 0;
        bool Throwing(ulong key) => Interlocked.Increment(ref calls) <= 5_000 ? true : throw new InvalidTimeZoneException();

        Assert.Throws<InvalidTimeZoneException>(() => Index.Value.Search(Vectors.Random(1, Dimensions, seed: 25), Rows, Throwing));
        Assert.Single(Index.Value.Search(Vectors.Random(1, Dimensions, seed: 25), 1));
    }

    [Fact]
    public void Search_FilterUsesTheIndex_ThrowsInsteadOfDeadlocking()
    {
        Assert.Throws<LockRecursionException>(() =>
            Index.Value.Search(Vectors.Random(1, Dimensions, seed: 26), 1, key => Index.Value.Contains(key)));
    }
}
