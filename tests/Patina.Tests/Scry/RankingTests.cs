using Patina.Memory.Chunks;
using Patina.Oxidize.Recipes;
using Patina.Scry;

namespace Patina.Tests.Scry;

public sealed class RankingTests
{
    [Fact]
    public void Search_EveryHit_IsTheSumThatIsExplained()
    {
        using var project = new GardenProject().Scrape().Oxidize();
        using var session = project.Open();

        var hits = session.Search(new ScryQuery("how is the cache evicted by parse_header")).Hits;

        Assert.True(hits.Count >= 3);
        foreach (var hit in hits)
        {
            var sum = hit.Evidence.Sum(evidence => evidence.Contribution);
            var factor = hit.Explanation!.Factors.Aggregate(1.0, (product, number) => product * number.Value);
            Assert.Equal(hit.Score, (sum * factor) + hit.Explanation.Additions.Sum(number => number.Value), 9);
            var lexical = hit.Evidence.FirstOrDefault(evidence => evidence.Signal == "lexical");
            Assert.Equal(lexical.Score, hit.Explanation.Terms.Sum(number => number.Value), 4);
        }

        Assert.Contains(hits, hit => hit.Explanation!.Factors.Any(number => number.Name == "test or example"));
    }

    [Fact]
    public void Search_WeightOfTheRecipe_DecidesTheOrder()
    {
        using var project = new GardenProject();
        project.Write(".patina/oxidize.yaml", "ranking:\n  tests: 4\n");
        project.Scrape().Oxidize();
        using var session = project.Open();

        Assert.Equal("tests/test_parser.py", session.Search(new ScryQuery("parse header")).Hits[0].Chunk.Path);
    }

    [Fact]
    public void Search_WhatANoteSaysOfTheSessionBefore_CountsLessThanItsOwnWords()
    {
        using var project = new GardenProject();
        project.Write(
            "layer/sessions/20250102-101010.md",
            "# Session: frost\n**ID**: 20250102-101010\n**Started**: 2025-01-02T10:10:10Z\n\n## Previous Session Context\nRepaired the greenhouse heating valve.\n\n## Key Decisions\n- Cover the beds at night\n");
        project.Scrape().Oxidize();
        using var session = project.Open();

        Assert.Equal(0.7, FactorOf("greenhouse heating valve"));
        Assert.Equal(1, FactorOf("cover the beds at night"));

        double FactorOf(string question) => session.Search(new ScryQuery(question)).Hits
            .Single(hit => hit.Chunk.Session == "20250102-101010").Explanation!.Factors
            .Where(factor => factor.Name == "background").Aggregate(1.0, (product, factor) => product * factor.Value);
    }

    [Fact]
    public void Search_WordsInARow_AreEvidence()
    {
        using var project = new GardenProject();
        project.Write("docs/row.md", "# Row\n\nTie the climbing roses.\n");
        project.Write("docs/apart.md", "# Apart\n\nThe roses are climbing, so tie them.\n");
        project.Scrape().Oxidize();
        using var session = project.Open();

        var hits = session.Search(new ScryQuery("what do climbing roses need")).Hits;

        Assert.Equal("docs/row.md", hits[0].Chunk.Path);
        Assert.Equal(["docs/row.md"], hits.Where(hit => hit.Evidence.Any(evidence => evidence.Signal == "adjacent")).Select(hit => hit.Chunk.Path));
    }

    [Fact]
    public void Search_SubjectOfACommit_PutsTheFilesThatItChangedFirst()
    {
        using var project = new GardenProject().Scrape().Oxidize();
        using var session = project.Open();

        var result = session.Search(new ScryQuery("trim the names of headers"));
        var change = session.Search(new ScryQuery("fix: trim header names"));

        Assert.Equal((QueryKind.Behaviour, QueryKind.Change), (result.Kind, change.Kind));
        var files = change.Hits.Where(hit => hit.Explanation!.Additions.Any(number => number.Name == "history")).Select(hit => hit.Chunk.Path);
        Assert.Superset(new HashSet<string> { "src/parser.py", "src/cache.py" }, files.ToHashSet());
    }

    [Fact]
    public void Search_CommitThatMustNotAnswer_HasNoVote()
    {
        using var project = new GardenProject().Scrape().Oxidize();
        using var session = project.Open();
        var commits = session.Search(new ScryQuery("commit") { Kind = ChunkKind.Commit, Top = 100 }).Hits.Select(hit => hit.Chunk.Path).ToHashSet();

        var hits = session.Search(new ScryQuery("fix: trim header names") { Excluded = commits }).Hits;

        Assert.Equal(2, commits.Count);
        Assert.DoesNotContain(hits, hit => hit.Explanation!.Additions.Any(number => number.Name == "history"));
    }

    [Fact]
    public void Search_TwoKinds_ReturnsNoOther()
    {
        using var project = new GardenProject().Scrape().Oxidize();
        using var session = project.Open();

        var hits = session.Search(new ScryQuery("cache watering header") { Kinds = [ChunkKind.Note, ChunkKind.Doc], Top = 50 }).Hits;

        Assert.Equal([ChunkKind.Note, ChunkKind.Doc], hits.Select(hit => hit.Chunk.Kind).Distinct().Order());
    }

    [Theory]
    [InlineData("ranking:\n  test: 4\n", RecipeError.UnknownKey)]
    [InlineData("ranking:\n  tests: -1\n", RecipeError.OutOfRange)]
    [InlineData("ranking:\n  tests: 101\n", RecipeError.OutOfRange)]
    [InlineData("ranking:\n  tests: much\n", RecipeError.WrongType)]
    [InlineData("ranking:\n  tests: 1\n  tests: 2\n", RecipeError.DuplicateKey)]
    [InlineData("ranking: 3\n", RecipeError.WrongType)]
    public void Open_WeightThatIsNone_IsRefused(string recipe, RecipeError expected)
    {
        using var project = new GardenProject().Scrape().Oxidize();
        project.Write(".patina/oxidize.yaml", recipe);

        Assert.Equal(expected, Assert.Throws<RecipeException>(project.Open).Error);
    }

    [Fact]
    public void Open_DamagedLexicalIndex_IsMadeAgain()
    {
        using var project = new GardenProject().Scrape().Oxidize();
        project.Open().Dispose();
        var path = Path.Combine(project.Layout.DataFolder, "lexical.index");
        var before = File.ReadAllBytes(path);
        File.WriteAllBytes(path, before[..100]);

        project.Open().Dispose();

        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void Open_AfterAnotherScrape_FindsWhatIsNew()
    {
        using var project = new GardenProject().Scrape().Oxidize();
        project.Open().Dispose();
        project.Write("src/pump.py", "def prime_pump():\n    return 1\n");
        project.Scrape().Oxidize();
        using var session = project.Open();

        Assert.Equal("src/pump.py", session.Search(new ScryQuery("prime pump")).Hits[0].Chunk.Path);
    }
}
