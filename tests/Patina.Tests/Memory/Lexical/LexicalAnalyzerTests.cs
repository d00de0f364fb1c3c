using System.Text;
using Patina.Memory.Lexical;

namespace Patina.Tests.Memory.Lexical;

public sealed class LexicalAnalyzerTests
{
    [Theory]
    [InlineData("parseHttpResponse", "parsehttpresponse parse http response")]
    [InlineData("parse_http_response", "parsehttpresponse parse http response")]
    [InlineData("HTTPServer", "httpserver http server")]
    [InlineData("XMLHttpRequest2", "xmlhttprequest2 xml http request 2")]
    [InlineData("URLs getIDs", "urls getids get ids")]
    [InlineData("sha256", "sha256 sha 256")]
    [InlineData("__init__", "init")]
    [InlineData("MAX_SIZE", "maxsize max size")]
    [InlineData("word", "word")]
    [InlineData("std::fs::read_to_string()", "std fs readtostring read to string")]
    [InlineData("obj.method()", "obj method")]
    public void AppendTerms_Identifier_GivesWholeAndParts(string text, string expected) => Assert.Equal(expected, Terms(text));

    [Theory]
    [InlineData("1.0.21", "1 1.0.21 0 21")]
    [InlineData("v1.0.21", "v1 1.0.21 v 1 0 21")]
    [InlineData("3.", "3")]
    [InlineData("a.1", "a 1")]
    [InlineData("dry-run", "dry dryrun run")]
    [InlineData("--no-dry-run", "no nodryrun dry run")]
    [InlineData("x-1", "x 1")]
    public void AppendTerms_JoinedWords_GivesThemTogetherToo(string text, string expected) =>
        Assert.Equal(expected.Split(' ').Order(), Terms(text).Split(' ').Order());

    [Theory]
    [InlineData("größeÄndern", "größeändern größe ändern")]
    [InlineData("ΑΒΓ", "αβγ")]
    [InlineData("cafe\u0301", "caf\u00e9")]
    [InlineData("naïve→test", "naïve test")]
    public void AppendTerms_LettersBeyondAscii_AreLetters(string text, string expected) => Assert.Equal(expected, Terms(text));

    [Theory]
    [InlineData("响应", "响应")]
    [InlineData("解析响应", "解析响应 解析 析响 响应")]
    [InlineData("解析HTTP响应", "解析 http 响应")]
    [InlineData("𠀀𠀁𠀂", "𠀀𠀁𠀂 𠀀𠀁 𠀁𠀂")]
    [InlineData("これはとても長い文章です", "これ れは はと とて ても も長 長い い文 文章 章で です")]
    public void AppendTerms_ScriptWithoutSpaces_GivesPairs(string text, string expected) => Assert.Equal(expected, Terms(text));

    [Fact]
    public void AppendTerms_Hash_IsNotTornApart() => Assert.Equal("a1b2c3d4e5", Terms("a1b2c3d4e5"));

    [Fact]
    public void AppendTerms_LongRun_IsData() => Assert.Equal("before after", Terms($"before {new string('x', 129)} after"));

    [Fact]
    public void AppendTerms_LoneSurrogate_Separates() => Assert.Equal("ab cd", Terms("ab\uD800cd"));

    [Fact]
    public void AppendTerms_ToBuilder_SeparatesBySpaces()
    {
        var buffer = new StringBuilder();

        LexicalAnalyzer.AppendTerms("getName(x)", buffer);

        Assert.Equal("getname get name x ", buffer.ToString());
    }

    [Fact]
    public void QueryTerms_StopWords_AreLeftOut() =>
        Assert.Equal(["session", "tracking", "work"], LexicalAnalyzer.QueryTerms("How does the session tracking work?"));

    [Fact]
    public void QueryTerms_StopWordsOnly_AreKept() => Assert.Equal(["what", "is", "this"], LexicalAnalyzer.QueryTerms("What is this?"));

    [Fact]
    public void QueryTerms_Repetition_IsDropped() => Assert.Equal(["foo", "bar"], LexicalAnalyzer.QueryTerms("foo bar Foo"));

    [Fact]
    public void QueryTerms_HugeInput_IsBounded()
    {
        var words = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"word{i}"));

        Assert.Equal(LexicalAnalyzer.MaxQueryTerms, LexicalAnalyzer.QueryTerms(words).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!\"'()*:^-+")]
    [InlineData("\0\0")]
    public void QueryTerms_NothingToFind_IsEmpty(string question) => Assert.Empty(LexicalAnalyzer.QueryTerms(question));

    [Fact]
    public void ToFtsQuery_Terms_AreQuotedAlternatives() =>
        Assert.Equal("\"near\" OR \"1.0\"", LexicalAnalyzer.ToFtsQuery(["near", "1.0"]));

    private static string Terms(string text)
    {
        var terms = new List<string>();
        LexicalAnalyzer.AppendTerms(text, terms);
        return string.Join(' ', terms);
    }
}
