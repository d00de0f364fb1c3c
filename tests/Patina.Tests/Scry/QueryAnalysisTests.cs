using Patina.Scry;
using Patina.Scry.Ranking;

namespace Patina.Tests.Scry;

public sealed class QueryAnalysisTests
{
    [Theory]
    [InlineData("parseHeader", QueryKind.Symbol)]
    [InlineData("std::fs::read", QueryKind.Symbol)]
    [InlineData("execute()", QueryKind.Symbol)]
    [InlineData("Flask.route", QueryKind.Symbol)]
    [InlineData("reads headers of a request", QueryKind.Behaviour)]
    [InlineData("how does the parser read headers", QueryKind.Architecture)]
    [InlineData("structure of the cache", QueryKind.Architecture)]
    [InlineData("which files read headers", QueryKind.Change)]
    [InlineData("what modules depend on the cache?", QueryKind.Change)]
    [InlineData("rename the parser to reader", QueryKind.Change)]
    [InlineData("fix(cache): expire entries", QueryKind.Change)]
    [InlineData("add how many entries?", QueryKind.Behaviour)]
    [InlineData("why does the cache expire", QueryKind.History)]
    [InlineData("why was the cache dropped", QueryKind.History)]
    [InlineData("when did we add commit search", QueryKind.History)]
    [InlineData("?", QueryKind.Behaviour)]
    [InlineData("", QueryKind.Behaviour)]
    public void Of_TellsWhatIsAskedFor(string query, QueryKind expected) =>
        Assert.Equal(expected, QueryAnalysis.Of(query).Kind);

    [Fact]
    public void Of_Sentence_PicksOnlyNamesThatNoWordLooksLike() =>
        Assert.Equal(
            ["QueryEngine", "max_tokens", "std::env"],
            QueryAnalysis.Of("How does QueryEngine use `max_tokens` and std::env()? Quickly.").Identifiers);

    [Theory]
    [InlineData("tests for the parser", true)]
    [InlineData("the parser's contest", false)]
    public void Of_WordsForTests_AreNoticed(string query, bool expected) =>
        Assert.Equal(expected, QueryAnalysis.Of(query).AsksForTests);

    [Fact]
    public void Of_HugeInput_StaysBounded() =>
        Assert.True(QueryAnalysis.Of(string.Concat(Enumerable.Repeat("aB ", 100_000))).Identifiers.Count <= 64);

    [Theory]
    [InlineData("src/parser.rs", false)]
    [InlineData("tests/parser.rs", true)]
    [InlineData("pkg/parser_test.go", true)]
    [InlineData("src/contest.py", false)]
    [InlineData("src/Latest.cs", false)]
    [InlineData("src/ParserTests.cs", true)]
    public void IsTestOrExample_GoesByFolderAndFileName(string path, bool expected) =>
        Assert.Equal(expected, PathTraits.IsTestOrExample(path));
}
