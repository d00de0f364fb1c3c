using Patina.Scry;
using Patina.Scry.Spans;

namespace Patina.Tests.Scry;

public sealed class BudgetTests(ScrySessionTests.Indexed indexed) : IClassFixture<ScrySessionTests.Indexed>
{
    [Theory]
    [InlineData(50)]
    [InlineData(120)]
    [InlineData(1000)]
    public void Search_Budget_IsKeptAndHoldsNoChunkTwice(int budget)
    {
        var spans = indexed.Session.Search(new ScryQuery("parse header line cache entries") { Budget = budget }).Spans;

        Assert.NotEmpty(spans);
        Assert.InRange(spans.Sum(span => span.Tokens), 1, budget);
        Assert.Equal(spans.Count, spans.Select(span => span.Chunk.Key).Distinct().Count());
        Assert.Equal(spans.Select(span => span.Rank).Order(), spans.Select(span => span.Rank));
    }

    [Fact]
    public void Search_EnoughBudget_GivesTheWholeFunctionFirst()
    {
        var span = indexed.Session.Search(new ScryQuery("how is a header line split into name and value") { Budget = 1000 }).Spans[0];

        Assert.Equal(("src/parser.py", 1, 1, true), (span.Chunk.Path, span.Chunk.StartLine, span.Rank, span.IsWhole));
        Assert.Equal(span.Chunk.Text.TrimEnd(), span.Text);
    }

    [Fact]
    public void Search_FunctionTooLongForTheBudget_GivesItsSignature()
    {
        var span = indexed.Session.Search(new ScryQuery("how is a header line split into name and value") { Budget = 50 }).Spans[0];

        Assert.Equal(("src/parser.py", false, "def parse_header(line)"), (span.Chunk.Path, span.IsWhole, span.Text));
    }

    [Fact]
    public void Search_NoBudget_GivesNoSpans() => Assert.Empty(indexed.Session.Search(new ScryQuery("parser")).Spans);

    [Theory]
    [InlineData(49, null)]
    [InlineData(1_000_001, null)]
    [InlineData(500, "semantic")]
    public void Search_UnusableBudget_Throws(int budget, string? dimension)
    {
        var failure = Assert.Throws<ScryException>(() =>
            indexed.Session.Search(new ScryQuery("parser") { Budget = budget, Dimension = dimension }));

        Assert.Equal(ScryError.BadQuery, failure.Reason);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("return value", 2)]
    [InlineData("internationalization", 4)]
    [InlineData("parseHttpHeader", 3)]
    [InlineData("    x = 1234;", 6)]
    [InlineData("変数", 2)]
    public void TokenCount_OfText_FollowsItsRules(string text, int expected) => Assert.Equal(expected, TokenCount.Of(text));
}
