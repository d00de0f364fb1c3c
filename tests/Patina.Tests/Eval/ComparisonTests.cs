using Patina.Eval;
using Patina.Eval.Comparison;
using Patina.Eval.Gates;
using Patina.Eval.Sets;
using Patina.Memory.Chunks;

namespace Patina.Tests.Eval;

public sealed class ComparisonTests
{
    private static readonly EvalQuery TwoFiles = new("one", "where", [new EvalTarget("a.cs"), new EvalTarget("b.cs")]);

    [Fact]
    public void ToFigure_HandMadeAnswers_GivesExactMetrics()
    {
        var outcome = new RankingOutcome("m", "vectors", SetOf(3));
        outcome.Add(TwoFiles, Answers("a.cs", "x", "b.cs"));
        outcome.Add(TwoFiles, Answers("x", "y", "z", "b.cs", "x2", "x3", "a.cs"));
        outcome.Add(TwoFiles, Answers("x"));

        var figure = outcome.ToFigure(50);

        Assert.Equal(3, figure.Queries);
        Assert.Equal(50, figure.Candidates);
        Assert.Equal(1 / 3.0, figure.First.Mean, 6);
        Assert.Equal((1 + 0.25 + 0) / 3, figure.Mrr.Mean, 6);
        Assert.Equal((1 + 0.5 + 0) / 3, figure.RecallAt5.Mean, 6);
        Assert.Equal((1 + 1 + 0) / 3.0, figure.RecallAt10.Mean, 6);

        // (1/log2 2 + 1/log2 4) and (1/log2 5 + 1/log2 8), over 1/log2 2 + 1/log2 3
        Assert.Equal((1.5 + (1 / Math.Log2(5)) + (1 / 3.0)) / (1 + (1 / Math.Log2(3))) / 3, figure.NdcgAt10.Mean, 5);
    }

    [Fact]
    public void Add_WantedChunk_IsNotFoundByAnotherOfItsFile()
    {
        var query = new EvalQuery("one", "where", [new EvalTarget("a.cs", new ChunkKey(2))]);
        var outcome = new RankingOutcome("m", "vectors", SetOf(1));

        outcome.Add(query, [new EvalTarget("a.cs", new ChunkKey(1)), new EvalTarget("a.cs", new ChunkKey(2))]);

        Assert.Equal([0.5], outcome.Reciprocal);
    }

    [Fact]
    public void Sentence_ClearDifference_NamesSharesAndInterval()
    {
        var comparison = PairedComparison.Of(Outcome("good", right: 90), Outcome("bad", right: 10));

        var sentence = PlainSentence.Of(comparison);

        Assert.True(comparison.IsShown);
        Assert.StartsWith("good finds the right file first in 90 % of 100 later commits, bad in 10 % (difference +80 [+7", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("neither", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_IntervalWithZero_ClaimsNothing()
    {
        var comparison = PairedComparison.Of(Outcome("one", right: 51), Outcome("other", right: 50));

        Assert.False(comparison.IsShown);
        Assert.Contains("neither is shown to be better", PlainSentence.Of(comparison), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mrr")]
    [InlineData("mrr=")]
    [InlineData("mrr=1.5")]
    [InlineData("mrr=-1")]
    [InlineData("speed=0.5")]
    [InlineData("a:b:c:mrr=0.5")]
    [InlineData("mrr=0,5")]
    public void Parse_BadCondition_IsRefused(string text) =>
        Assert.Equal(EvalError.BadCondition, Assert.Throws<EvalException>(() => FailCondition.Parse(text)).Reason);

    [Fact]
    public void Check_ConditionThatMeetsNoRow_HasFailed()
    {
        var figure = Outcome("m", right: 100).ToFigure(100);

        Assert.Null(Assert.Single(FailCondition.Parse("nothing:vectors:mrr=0").Check("m", [figure])).Value);
        Assert.Empty(FailCondition.Parse("recall@5=1").Check("m", [figure]));
    }

    private static QuerySet SetOf(int queries) =>
        new(SetNames.Commits, "later commits", new HashSet<ChunkKind> { ChunkKind.Code }, [.. Enumerable.Repeat(TwoFiles, queries)]);

    private static EvalTarget[] Answers(params string[] paths) => [.. paths.Select(path => new EvalTarget(path))];

    /// <param name="right">Of a hundred queries.</param>
    private static RankingOutcome Outcome(string model, int right)
    {
        var query = new EvalQuery("one", "where", [new EvalTarget("a.cs")]);
        var outcome = new RankingOutcome(model, "vectors", SetOf(100));
        for (var i = 0; i < 100; i++)
            outcome.Add(query, Answers(i * 37 % 100 < right ? "a.cs" : "x"));
        return outcome;
    }
}
