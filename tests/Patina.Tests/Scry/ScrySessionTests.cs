using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Paths;
using Patina.Oxidize;
using Patina.Scry;

namespace Patina.Tests.Scry;

public sealed class ScrySessionTests(ScrySessionTests.Indexed indexed) : IClassFixture<ScrySessionTests.Indexed>
{
    private readonly ScrySession _session = indexed.Session;

    [Theory]
    [InlineData("parse_header")]
    [InlineData("parseHeader")]
    [InlineData("parse_header()")]
    [InlineData("how is a header line split into name and value")]
    public void Search_NameOrDescription_FindsTheFunctionBeforeItsTest(string question)
    {
        var hits = _session.Search(new ScryQuery(question)).Hits;

        Assert.Equal("src/parser.py", hits[0].Chunk.Path);
        Assert.Equal((1, 4), (hits[0].Chunk.StartLine, hits[0].Chunk.EndLine));
    }

    [Fact]
    public void Search_WhyInThePast_FindsTheDecisionWithItsSession()
    {
        var hit = _session.Search(new ScryQuery("why did we evict the oldest entry")).Hits[0];

        Assert.Equal(ChunkKind.Note, hit.Chunk.Kind);
        Assert.Equal("20250101-101010", hit.Chunk.Session);
    }

    [Fact]
    public void Search_QuotedSentence_FindsItsTextFirstAndSaysSo()
    {
        var hit = _session.Search(new ScryQuery("Water the plants every morning before the sun is high.")).Hits[0];

        Assert.Equal("docs/guide.md", hit.Chunk.Path);
        Assert.Equal("quote", hit.Evidence[0].Signal);
    }

    [Fact]
    public void Search_EveryPlace_ComesOnceWithRanksInOrder()
    {
        var hits = _session.Search(new ScryQuery("cache entries header parser watering") { Top = 50 }).Hits;

        Assert.Equal(hits.Count, hits.Select(hit => hit.Chunk.Path).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, hits.Count), hits.Select(hit => hit.Rank));
        Assert.Equal(hits.Select(hit => hit.Score).OrderDescending(), hits.Select(hit => hit.Score));
    }

    [Fact]
    public void Search_OneKind_ReturnsNoOther()
    {
        var hits = _session.Search(new ScryQuery("parser cache header") { Kind = ChunkKind.Commit }).Hits;

        Assert.NotEmpty(hits);
        Assert.All(hits, hit => Assert.Equal(ChunkKind.Commit, hit.Chunk.Kind));
    }

    [Fact]
    public void Search_PathPattern_ReturnsOnlyWhatMatches()
    {
        var hits = _session.Search(new ScryQuery("parse header") { Path = PathGlob.Parse("tests/*.py") }).Hits;

        Assert.Equal(["tests/test_parser.py"], hits.Select(hit => hit.Chunk.Path));
    }

    [Fact]
    public void Search_ExcludedPlaces_DoNotAnswer()
    {
        var excluded = new HashSet<string> { "src/parser.py", indexed.Project.ParserCommit };
        var hits = _session.Search(new ScryQuery("add the parser: parse_header") { Excluded = excluded, Top = 50 }).Hits;

        Assert.NotEmpty(hits);
        Assert.DoesNotContain(hits, hit => excluded.Contains(hit.Chunk.Path));
    }

    [Theory]
    [InlineData("\"unbalanced")]
    [InlineData("what? - really :: (ok) * ^ NEAR(a, b) {col}: x")]
    [InlineData("-")]
    [InlineData("std::env")]
    [InlineData("nul\0inside")]
    [InlineData("\uD83D lone surrogate")]
    [InlineData("日本語 का Ελληνικά")]
    public void Search_AnyText_IsSafe(string question) => _session.Search(new ScryQuery(question));

    [Fact]
    public void Search_HugeQuestion_IsSafe() => _session.Search(new ScryQuery(string.Concat(Enumerable.Repeat("parse header of line ", 5000))));

    [Theory]
    [InlineData("", 10)]
    [InlineData(" \t\n", 10)]
    [InlineData("x", 0)]
    [InlineData("x", 1001)]
    public void Search_EmptyQuestionOrImpossibleCount_IsRefused(string question, int top) =>
        Assert.Equal(ScryError.BadQuery, Assert.Throws<ScryException>(() => _session.Search(new ScryQuery(question) { Top = top })).Reason);

    [Fact]
    public void RelatedFiles_CountsCommonCommitsWithEvidence()
    {
        var related = _session.RelatedFiles("src/parser.py", 10);

        Assert.Equal(2, related.Commits);
        Assert.Equal(("src/cache.py", 2), (related.Files[0].Path, related.Files[0].Together));
        Assert.Equal(["fix: trim header names", "feat: add the parser and its cache"], related.Files[0].Evidence.Select(commit => commit.Subject));
    }

    [Fact]
    public void Search_DimensionThatIsOff_AnswersWithRawVectorsAndSaysSo()
    {
        var result = _session.Search(new ScryQuery("split a header line") { Dimension = "dependency" });

        Assert.Equal("src/parser.py", result.Hits[0].Chunk.Path);
        Assert.Equal("vectors", Assert.Single(result.Hits[0].Evidence).Signal);
        Assert.All(result.Hits, hit => Assert.Equal(ChunkKind.Code, hit.Chunk.Kind));
        Assert.Contains("dependency is off", result.Notice);
        Assert.Null(_session.Search(new ScryQuery("split a header line")).Notice);
    }

    [Fact]
    public void Related_FileAndDimension_ReturnsOtherPlacesOfItsKinds()
    {
        var result = _session.Related("parser.py", "temporal", 10);

        Assert.DoesNotContain(result.Hits, hit => hit.Chunk.Path == "src/parser.py");
        Assert.Contains(result.Hits, hit => hit.Chunk.Path == "tests/test_parser.py");
        Assert.All(result.Hits, hit => Assert.True(hit.Chunk.Kind is ChunkKind.Code or ChunkKind.Doc));
        Assert.Equal(Enumerable.Range(1, result.Hits.Count), result.Hits.Select(hit => hit.Rank));
    }

    [Fact]
    public void Related_UnknownDimensionOrFile_Throws()
    {
        Assert.Equal(ScryError.BadQuery, Assert.Throws<ScryException>(() => _session.Related("src/parser.py", "social", 10)).Reason);
        Assert.Equal(ScryError.BadQuery, Assert.Throws<ScryException>(() => _session.Search(new ScryQuery("x") { Dimension = "social" })).Reason);
        Assert.Equal(ScryError.UnknownFile, Assert.Throws<ScryException>(() => _session.Related("lib/none.py", "temporal", 10)).Reason);
    }

    [Fact]
    public void RelatedFiles_EndOfAPath_IsEnoughWhenItIsUnique() =>
        Assert.Equal("src/cache.py", _session.RelatedFiles("cache.py", 10).Path);

    [Fact]
    public void RelatedFiles_UnknownFile_SuggestsOne()
    {
        var error = Assert.Throws<ScryException>(() => _session.RelatedFiles("lib/parser.py", 10));

        Assert.Equal(ScryError.UnknownFile, error.Reason);
        Assert.Contains("src/parser.py", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PathsQuoting_CountsDifferentTexts() =>
        Assert.Equal(
            ["docs/guide.md"],
            _session.PathsQuoting(["water the plants", "every morning before", "no such text"], atLeast: 2));

    [Fact]
    public void Open_BeforeScraping_SaysWhatToRun()
    {
        using var project = new GardenProject();
        Assert.Equal(MemoryError.NeedsScrape, Assert.Throws<MemoryException>(project.Open).Reason);
    }

    [Fact]
    public void Open_BeforeOxidizing_SaysWhatToRun()
    {
        using var project = new GardenProject().Scrape();
        var error = Assert.Throws<OxidizeException>(project.Open);
        Assert.Equal(OxidizeError.NothingBuilt, error.Reason);
        Assert.Contains("patina oxidize", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterScrapingAgain_RefusesTheOldVectors()
    {
        using var project = new GardenProject().Scrape().Oxidize();
        project.Write("src/new.py", "def grow():\n    pass\n");
        project.Scrape();

        Assert.Equal(OxidizeError.Stale, Assert.Throws<OxidizeException>(project.Open).Reason);

        using var session = project.Oxidize().Open();
        Assert.Equal("src/new.py", session.Search(new ScryQuery("grow")).Hits[0].Chunk.Path);
    }

    public sealed class Indexed : IDisposable
    {
        public Indexed() => Session = Project.Scrape().Oxidize().Open();

        internal GardenProject Project { get; } = new();

        public ScrySession Session { get; }

        public void Dispose()
        {
            Session.Dispose();
            Project.Dispose();
        }
    }
}
