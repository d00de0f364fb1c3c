using Patina.Scry.Lexical;
using Patina.Scry.Ranking;

namespace Patina.Tests.Scry;

public sealed class AdjacentWordsTests
{
    /// <summary>Pairs of "prune dead shoots": prune-dead weighs 2, dead-shoots 1, by the commoner word of each.</summary>
    private static readonly QueryTerm[] Terms = [Term("prune", 3), Term("dead", 2), Term("shoots", 1)];

    [Theory]
    [InlineData("prune dead shoots", 1)]
    [InlineData("Pruned dead shoots", 1)]
    [InlineData("pruneDeadShoots()", 1)]
    [InlineData("prune dead wood, dead shoots", 1)]
    [InlineData("prune dead, prune dead", 2 / 3f)]
    [InlineData("dead shoots", 1 / 3f)]
    [InlineData("shoots dead prune", 0)]
    [InlineData("prune the dead", 0)]
    [InlineData("", 0)]
    public void ShareIn_Text_CountsEachPairOnceByItsWeight(string text, float expected) =>
        Assert.Equal(expected, new AdjacentWords("how to prune dead shoots", Terms).ShareIn(ChunkTerms.Of(text)), 1e-6f);

    [Theory]
    [InlineData("prune", true)]
    [InlineData("prune the dead", true)]
    [InlineData("prune dead", false)]
    public void IsEmpty_NoTwoWordsThatCountInARow_IsTrue(string question, bool expected) =>
        Assert.Equal(expected, new AdjacentWords(question, Terms).IsEmpty);

    private static QueryTerm Term(string text, double weight) => new(text, TermHash.Of(text), 1, weight);
}
