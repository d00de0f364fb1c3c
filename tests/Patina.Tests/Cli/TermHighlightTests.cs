using Patina.Cli.Reports;
using Patina.Cli.Terminals;

namespace Patina.Tests.Cli;

public sealed class TermHighlightTests
{
    [Theory]
    [InlineData("parseHeader(x)", "parse<Header>(x)", "header")]
    [InlineData("parse_header", "parse_<header>", "header")]
    [InlineData("subheader", "subheader", "header")]
    [InlineData("HTTP2Server", "<HTTP>2Server", "http")]
    [InlineData("the headers", "the <header>s", "head", "header")]
    [InlineData("a b", "a b", "a")]
    public void Apply_MarksWordsAndPartsOfIdentifiers(string text, string expected, params string[] terms)
    {
        var marked = TermHighlight.Apply(text, terms, new Ink(true));

        Assert.Equal(expected, marked.Replace("\u001b[1;33m", "<").Replace("\u001b[0m", ">"));
    }

    [Fact]
    public void Apply_WithoutColour_LeavesTextAlone() =>
        Assert.Equal("parseHeader", TermHighlight.Apply("parseHeader", ["header"], default));
}
