using Patina.Embeddings.Pipeline;

namespace Patina.Tests.Embeddings.Pipeline;

public sealed class BatchPlanTests
{
    [Fact]
    public void Make_MixedLengths_PutsLikeWithLikeLongestFirst() =>
        Assert.Equal([[2], [4, 0], [1, 3]], Make([8, 3, 40, 2, 9], 20));

    [Fact]
    public void Make_LengthsThatDiffer_PadsOneTokenInSixteenOrFour() =>
        Assert.Equal([[0, 1, 2], [3], [4, 5], [6]], Make([160, 151, 150, 149, 9, 5, 4], 1000));

    [Fact]
    public void Make_TextsWithoutTokens_AreInNoBatch() => Assert.Equal([[1]], Make([0, 5, 0], 20));

    [Fact]
    public void Make_NoTexts_IsEmpty() => Assert.Empty(Make([], 20));

    [Fact]
    public void Make_BudgetOfOne_RunsEachByItself() => Assert.Equal([[1], [0], [2]], Make([3, 4, 2], 1));

    [Theory]
    [InlineData(64)]
    [InlineData(512)]
    public void Make_AnyLengths_CoversEachOnceWithinTheBudget(int budget)
    {
        var lengths = Enumerable.Range(0, 500).Select(i => 1 + ((i * 7919) % 211)).ToArray();
        var batches = Make(lengths, budget);

        Assert.Equal(Enumerable.Range(0, 500), batches.SelectMany(batch => batch).Order());
        Assert.All(batches, batch => Assert.True(batch.Length == 1 || batch.Length * batch.Max(i => lengths[i]) <= budget));
    }

    private static int[][] Make(int[] lengths, int budget) => [.. BatchPlan.Make(lengths, budget)];
}
