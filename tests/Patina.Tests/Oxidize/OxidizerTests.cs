using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;

namespace Patina.Tests.Oxidize;

public sealed class OxidizerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProjectLayout _layout;
    private readonly Recipe _recipe = Recipe.Default with { Projections = [] };

    public OxidizerTests()
    {
        _layout = new ProjectLayout(_folder.Path);
        for (var i = 0; i < 30; i++)
            _folder.Write($"docs/topic{i}.md", $"# Topic{i}\n\nAbout subject{i} and matter{i}, told by author{i}.\n");
        ScrapeDocs();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_NewProject_MakesEveryChunkFindable()
    {
        using var engine = new HashingEngine();
        var report = Run(engine);

        Assert.Equal((30, 30, false), (report.Chunks, report.Embedded, report.UpToDate));
        Assert.Equal(("base", true, 30, true), (report.Spaces[0].Name, report.Spaces[0].Active, report.Spaces[0].Added, report.Spaces[0].Rebuilt));
        for (var i = 0; i < 30; i++)
            Assert.Equal($"docs/topic{i}.md", PathFound(engine, $"subject{i} matter{i} author{i}"));
    }

    [Fact]
    public void Run_NothingChanged_DoesNothing()
    {
        using var engine = new HashingEngine();
        Run(engine);
        var files = Directory.GetFiles(_layout.DataFolder, "*", SearchOption.AllDirectories).Order().ToArray();

        var again = Run(engine);

        Assert.Equal((true, 0, 30), (again.UpToDate, again.Embedded, engine.Passages));
        Assert.Equal(files, Directory.GetFiles(_layout.DataFolder, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public void Run_OneFileEditedOneDeletedOneNew_ChangesOnlyThose()
    {
        using var engine = new HashingEngine();
        Run(engine);
        _folder.Write("docs/topic3.md", "# Topic3\n\nNow about weather.\n");
        _folder.Write("docs/fresh.md", "# Fresh\n\nEntirely new ground.\n");
        File.Delete(Path.Combine(_folder.Path, "docs", "topic4.md"));
        ScrapeDocs();

        var report = Run(engine);

        Assert.Equal((2, 2, 2, false), (report.Embedded, report.Spaces[0].Added, report.Spaces[0].Removed, report.Spaces[0].Rebuilt));
        Assert.Equal("docs/topic3.md", PathFound(engine, "now about weather"));
        Assert.Equal("docs/fresh.md", PathFound(engine, "entirely new ground"));
        Assert.NotEqual("docs/topic4.md", PathFound(engine, "subject4 matter4 author4"));
    }

    [Fact]
    public void Run_ManyChunksRemoved_RebuildsTheIndex()
    {
        using var engine = new HashingEngine();
        Run(engine);
        for (var i = 0; i < 6; i++)
            File.Delete(Path.Combine(_folder.Path, "docs", $"topic{i}.md"));
        ScrapeDocs();

        var report = Run(engine);

        Assert.Equal((0, true, 24), (report.Embedded, report.Spaces[0].Rebuilt, report.Spaces[0].Added));
    }

    [Fact]
    public void Run_TextThatWasThereBefore_IsNotEmbeddedAgain()
    {
        using var engine = new HashingEngine();
        Run(engine);
        var path = Path.Combine(_folder.Path, "docs", "topic7.md");
        var text = File.ReadAllText(path);
        File.WriteAllText(path, "# Other branch\n\nOther text.\n");
        ScrapeDocs();
        Run(engine);
        File.WriteAllText(path, text);
        ScrapeDocs();

        Assert.Equal(0, Run(engine).Embedded);
        Assert.Equal(31, engine.Passages);
    }

    [Fact]
    public void Run_AfterAFailure_GoesOnFromTheCache()
    {
        for (var i = 30; i < 1100; i++)
            _folder.Write($"docs/topic{i}.md", $"# Topic{i}\n\nAbout subject{i}.\n");
        ScrapeDocs();
        using var engine = new HashingEngine { FailAfter = 1050 };
        Assert.ThrowsAny<Exception>(() => Run(engine));
        Assert.Equal(OxidizeError.NothingBuilt, Assert.Throws<OxidizeException>(() => Open(engine)).Reason);

        engine.FailAfter = int.MaxValue;
        Assert.Equal(1100 - 1024, Run(engine).Embedded);
    }

    [Fact]
    public void Run_Cancelled_LeavesTheSetBefore()
    {
        using var engine = new HashingEngine();
        Run(engine);
        _folder.Write("docs/fresh.md", "# Fresh\n\nEntirely new ground.\n");
        ScrapeDocs();
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(
            () => Oxidizer.Run(_layout, _recipe, engine, new OxidizeOptions(), null, source.Token));

        Assert.Equal(OxidizeError.Stale, Assert.Throws<OxidizeException>(() => Open(engine)).Reason);
        Run(engine);
        Assert.Equal("docs/fresh.md", PathFound(engine, "entirely new ground"));
    }

    [Fact]
    public void Run_DryRun_CountsAndWritesNothing()
    {
        using var engine = new HashingEngine();
        var report = Oxidizer.Run(_layout, _recipe, engine, new OxidizeOptions { DryRun = true }, null, default);

        Assert.Equal((30, 30), (report.Chunks, report.Embedded));
        Assert.Equal(("base", true, 30, 0), (report.Spaces.Single().Name, report.Spaces[0].Active, report.Spaces[0].Added, report.Spaces[0].Removed));
        Assert.Equal(["embedding", "pairing", "training", "indexing"], report.Stages.Select(stage => stage.Stage));
        Assert.Equal([true, false, false, true], report.Stages.Select(stage => stage.Seconds > 0));
        Assert.False(Directory.Exists(Path.Combine(_layout.DataFolder, "embeddings")));
    }

    [Fact]
    public void Run_DryRunAfterAnEdit_CountsWhatChanged()
    {
        using var engine = new HashingEngine();
        Run(engine);
        _folder.Write("docs/topic3.md", "# Topic3\n\nNow about weather.\n");
        ScrapeDocs();

        var report = Oxidizer.Run(_layout, _recipe, engine, new OxidizeOptions { DryRun = true }, null, default);

        Assert.Equal((1, 1, 1, false), (report.Embedded, report.Spaces[0].Added, report.Spaces[0].Removed, report.UpToDate));
    }

    [Fact]
    public void Run_DryRunWithNothingToDo_IsUpToDate()
    {
        using var engine = new HashingEngine();
        Run(engine);

        Assert.True(Oxidizer.Run(_layout, _recipe, engine, new OxidizeOptions { DryRun = true }, null, default).UpToDate);
    }

    [Fact]
    public void Run_UnknownProjectionAskedFor_Throws()
    {
        using var engine = new HashingEngine();
        var exception = Assert.Throws<OxidizeException>(
            () => Oxidizer.Run(_layout, _recipe, engine, new OxidizeOptions { Only = "semantik" }, null, default));
        Assert.Equal(OxidizeError.UnknownProjection, exception.Reason);
    }

    [Fact]
    public void Open_OtherModelRecipeOrEvents_IsStale()
    {
        using var engine = new HashingEngine();
        Assert.Equal(OxidizeError.NothingBuilt, Assert.Throws<OxidizeException>(() => Open(engine)).Reason);
        Run(engine);

        using var otherModel = new HashingEngine("ffeeddccbbaa99887766");
        using var sameFolder = new HashingEngine("00112233bbaa99887766");
        Assert.Equal(OxidizeError.NothingBuilt, Assert.Throws<OxidizeException>(() => Open(otherModel)).Reason);
        Assert.Equal(OxidizeError.Stale, Assert.Throws<OxidizeException>(() => Open(sameFolder)).Reason);
        Assert.Equal(OxidizeError.Stale, Assert.Throws<OxidizeException>(() => Open(engine, _recipe with { FastDimensions = 32 })).Reason);

        _folder.Write("docs/topic1.md", "# Changed\n");
        ScrapeDocs();
        Assert.Equal(OxidizeError.Stale, Assert.Throws<OxidizeException>(() => Open(engine)).Reason);
    }

    [Fact]
    public void Open_DamagedIndex_IsRefusedAndRepairedByTheNextRun()
    {
        using var engine = new HashingEngine();
        Run(engine);
        var index = Directory.GetFiles(_layout.DataFolder, "base.usearch", SearchOption.AllDirectories).Single();
        File.WriteAllBytes(index, File.ReadAllBytes(index)[..^100]);

        var exception = Assert.Throws<OxidizeException>(() => Open(engine));

        Assert.Equal(OxidizeError.DamagedArtifact, exception.Reason);
        Assert.Contains("patina oxidize", exception.Message);
        Assert.True(Run(engine).Spaces[0].Rebuilt);
        Assert.Equal("docs/topic5.md", PathFound(engine, "subject5 matter5 author5"));
    }

    [Fact]
    public void Search_FilterThatAdmitsOne_FindsItHoweverFar()
    {
        using var engine = new HashingEngine();
        Run(engine);
        using var memory = MemoryDatabase.Open(_layout);
        var wanted = memory.Chunks.OfPath("docs/topic9.md").Single().Key;
        using var space = Open(engine)[0];
        var query = Query(engine, "subject1 matter1 author1");

        var hits = space.Search(query, 5, key => key == wanted);

        Assert.Equal(wanted, Assert.Single(hits).Key);
        Assert.Equal(5, space.Search(query, 5).Count);
        Assert.Empty(space.Search(query, 5, _ => false));
    }

    [Fact]
    public void Similarities_KnownAndUnknownKeys_GiveCosineOrZero()
    {
        using var engine = new HashingEngine();
        Run(engine);
        using var memory = MemoryDatabase.Open(_layout);
        using var space = Open(engine)[0];
        var query = Query(engine, "subject1 matter1 author1");
        var hit = space.Search(query, 1)[0];
        var similarities = new float[2];

        space.Similarities(query, [hit.Key, new ChunkKey(12345)], similarities);

        Assert.Equal(hit.Similarity, similarities[0], 1e-3f);
        Assert.Equal(0, similarities[1]);
    }

    private OxidizeReport Run(HashingEngine engine) => Oxidizer.Run(_layout, _recipe, engine, new OxidizeOptions(), null, default);

    private void ScrapeDocs() =>
        Scrape.Run(_layout, new ScrapeOptions { Kinds = new HashSet<ScrapeKind> { ScrapeKind.Docs }, Threads = 1 }, null, default);

    private IReadOnlyList<IVectorSpace> Open(HashingEngine engine, Recipe? recipe = null)
    {
        using var memory = MemoryDatabase.Open(_layout);
        return VectorSpaces.Open(_layout, recipe ?? _recipe, memory, engine);
    }

    private string PathFound(HashingEngine engine, string question)
    {
        using var memory = MemoryDatabase.Open(_layout);
        using var space = Assert.Single(Open(engine));
        return memory.Chunks.Find(space.Search(Query(engine, question), 1)[0].Key)!.Path;
    }

    private static float[] Query(HashingEngine engine, string question)
    {
        var query = new float[engine.Dimension];
        engine.EmbedQuery(question, query);
        return query;
    }
}
