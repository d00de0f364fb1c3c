using Patina.Memory.Chunks;
using Patina.Memory.Lexical;
using Patina.Memory.Paths;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;
using Patina.Memory.Storage.Reading;
using Patina.Tests.Memory.Scraping;

namespace Patina.Tests.Memory.Storage;

public sealed class TextSearchTests : IDisposable
{
    private readonly ScrapedProject _project = new();
    private MemoryDatabase? _database;

    public void Dispose()
    {
        _database?.Dispose();
        _project.Dispose();
    }

    [Theory]
    [InlineData("parseHttpResponse")]
    [InlineData("parse_http_response")]
    [InlineData("http response parsing")]
    [InlineData("1.0.21")]
    [InlineData("v1.0.21")]
    [InlineData("dry-run")]
    [InlineData("--dry-run?")]
    [InlineData("响应")]
    [InlineData("Größe")]
    [InlineData("std::fs::read()")]
    public void Search_AnyNotation_FindsTheChunk(string question)
    {
        _project.With(
            "a.code",
            "def parse_http_response\nsince 1.0.21 use --dry-run, 解析响应体, größe, std::fs::read\n").With("b.code", "def other\n");

        Assert.Equal(["a.code"], Paths(Search(question, limit: 1)));
    }

    [Fact]
    public void Search_Version_IsFoundAsAWhole()
    {
        _project.With("a.code", "1.0.21\n").With("b.code", "21 and 1 and 0\n");

        Assert.Equal("a.code", Paths(Search("1.0.21", limit: 2))[0]);
    }

    [Fact]
    public void Search_BetterMatch_HasTheLargerPositiveScore()
    {
        _project.With("a.code", "needle needle needle\n").With("b.code", "needle in a stack of hay and hay and hay\n").With("c.code", "hay\n");

        var hits = Search("needle", limit: 5);

        Assert.Equal(["a.code", "b.code"], Paths(hits));
        Assert.True(hits[0].Score > hits[1].Score && hits[1].Score > 0);
    }

    [Fact]
    public void Search_ColumnWeights_DecideTheOrder()
    {
        _project.With("needle.code", "hay\n").With("b.code", "hay\nneedle\n");

        Assert.Equal("needle.code", Paths(Search("needle", 2, weights: [10, 1, 1, 1]))[0]);
        Assert.Equal("b.code", Paths(Search("needle", 2, weights: [0.1, 1, 1, 10]))[0]);
    }

    [Fact]
    public void Search_Filter_CountsTheLimitAfterIt()
    {
        _project.Scrapers = [new LineScraper(".guide", ScrapeKind.Docs), new LineScraper()];
        foreach (var i in Enumerable.Range(0, 20))
            _project.With($"src/{i}.code", "needle needle\n");
        _project.With("src/a.guide", "needle\n").With("lib/b.code", "a needle in hay\n");

        Assert.Equal(["src/a.guide"], Paths(Search("needle", 3, new ChunkFilter(ChunkKind.Doc))));
        Assert.Equal(["lib/b.code"], Paths(Search("needle", 3, new ChunkFilter(Path: PathGlob.Parse("lib/**")))));
        Assert.Empty(Search("needle", 3, new ChunkFilter(ChunkKind.Doc, PathGlob.Parse("lib/**"))));
        Assert.Equal(3, Search("needle", 3, new ChunkFilter(ChunkKind.Code)).Count);
        Assert.Equal(
            Search("needle", 3, new ChunkFilter(ChunkKind.Doc))[0].Key,
            Assert.Single(Open().Chunks.Keys(new ChunkFilter(ChunkKind.Doc))));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("' OR 1=1 --")]
    [InlineData("NEAR(a b) AND NOT c*")]
    [InlineData("body : x ^y {a}")]
    [InlineData("a\0b")]
    [InlineData("")]
    public void Search_HostileQuestion_IsSafe(string question)
    {
        _project.With("other.code", "nothing here\n");

        Assert.Empty(Search(question, 10));
    }

    [Fact]
    public void Search_HugeQuestion_IsSafe()
    {
        _project.With("a.code", "needle\n");

        Assert.Equal(["a.code"], Paths(Search("needle " + string.Concat(Enumerable.Repeat("x\"'*- ", 20_000)), 1)));
    }

    [Fact]
    public void Search_RemovedChunk_IsNotFound()
    {
        _project.With("a.code", "needle\n").Run();
        _project.With("a.code", "hay\n");

        Assert.Empty(Search("needle", 10));
    }

    private IReadOnlyList<TextHit> Search(string question, int limit, ChunkFilter? filter = null, double[]? weights = null) =>
        Open().Text.Search(LexicalAnalyzer.ToFtsQuery(LexicalAnalyzer.QueryTerms(question)), weights ?? [1, 1, 1, 1], limit, filter);

    private MemoryDatabase Open()
    {
        if (_database is null)
        {
            _project.Run();
            _database = _project.Open();
        }

        return _database;
    }

    private List<string> Paths(IReadOnlyList<TextHit> hits) => [.. hits.Select(hit => Open().Chunks.Find(hit.Key)!.Path)];
}
