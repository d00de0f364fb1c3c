using System.Globalization;
using System.Text.RegularExpressions;
using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;

namespace Patina.Tests.Oxidize;

/// <summary>How a recipe stores its indexes, and what the lock says they find.</summary>
public sealed class IndexChoiceTests : IDisposable
{
    private const int Documents = 400;

    private readonly TemporaryFolder _folder = new();
    private readonly ProjectLayout _layout;
    private readonly HashingEngine _engine = new(dimension: 128);

    public IndexChoiceTests()
    {
        _layout = new ProjectLayout(_folder.Path);
        for (var i = 0; i < Documents; i++)
            Write(i);
        Scrape();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("f32", 4)]
    [InlineData("f16", 2)]
    [InlineData("i8", 1)]
    public void Run_Precision_DecidesSizeAndKeepsRecall(string precision, int bytes)
    {
        Run($"index_precision: {precision}");

        Assert.Contains($"index_precision = \"{precision}\"", Lock);
        Assert.InRange(Recall("recall_at_10"), 0.95, 1);
        // A graph of 16 links has about 200 bytes for each vector beside it.
        Assert.InRange(new FileInfo(IndexFile("base.usearch")).Length - (Documents * 128 * bytes), 1, Documents * 300);
    }

    [Fact]
    public void Run_WithoutFastDimensions_HasOneIndex()
    {
        Run("");

        Assert.DoesNotContain("fast", Lock);
        Assert.Empty(Directory.GetFiles(_layout.DataFolder, "*-fast.usearch", SearchOption.AllDirectories));
    }

    [Fact]
    public void Run_FastDimensions_RanksCandidatesByTheFullVectors()
    {
        Run("index_precision: f32");
        var whole = Search(out var vectors);

        Run("index_precision: f32\nfast_dimensions: 120");

        Assert.Contains("fast_dimension = 120", Lock);
        Assert.InRange(Recall("fast_recall_at_10"), 0.9, 1);
        Assert.True(new FileInfo(IndexFile("base-fast.usearch")).Length < new FileInfo(IndexFile("base.usearch")).Length);
        var found = Search(out var again);
        Assert.Equal(whole[0], found[0]);
        Assert.Equal(vectors[0], again[0], 1e-4f);
        Assert.True(again.Zip(again.Skip(1)).All(pair => pair.First >= pair.Second));
    }

    [Fact]
    public void Run_FastDimensionsNotBelowTheVectors_AreLeftOut()
    {
        Run("fast_dimensions: 128");

        Assert.DoesNotContain("fast_dimension", Lock);
    }

    [Fact]
    public void Run_PrecisionChanged_BuildsTheIndexAnewAndEmbedsNothing()
    {
        Run("");

        var report = Run("index_precision: i8");

        Assert.Equal((0, true, Documents), (report.Embedded, report.Spaces[0].Rebuilt, report.Spaces[0].Added));
    }

    [Fact]
    public void Run_AfterAnEdit_ChangesBothIndexes()
    {
        Run("fast_dimensions: 64");
        _folder.Write("docs/topic3.md", "# Topic3\n\nzebra quagga okapi\n");
        Scrape();

        var report = Run("fast_dimensions: 64");

        Assert.Equal((1, 1, false), (report.Spaces[0].Added, report.Spaces[0].Removed, report.Spaces[0].Rebuilt));
        Assert.Equal("docs/topic3.md", Search(out _, "zebra quagga okapi")[0]);
        Assert.Contains($"measured = {{ vectors = {Documents}, queries = 128 }}", Lock);
    }

    private string Lock => File.ReadAllText(_layout.LockPath);

    private void Write(int i) => _folder.Write($"docs/topic{i}.md", $"# Topic{i}\n\nsubject{i} matter{i % 40} author{i % 7} thing{i % 13} place{i % 29}\n");

    private void Scrape() =>
        Patina.Memory.Scraping.Scrape.Run(_layout, new ScrapeOptions { Kinds = new HashSet<ScrapeKind> { ScrapeKind.Docs }, Threads = 1 }, null, default);

    private OxidizeReport Run(string lines)
    {
        _recipe = RecipeFile.Parse($"projections: {{}}\n{lines}\n");
        return Oxidizer.Run(_layout, _recipe, _engine, new OxidizeOptions(), null, default);
    }

    private Recipe _recipe = Recipe.Default;

    private string IndexFile(string name) => Directory.GetFiles(_layout.DataFolder, name, SearchOption.AllDirectories).Single();

    private double Recall(string key) =>
        double.Parse(Regex.Match(Lock, $@"(?m)^{key} = ([\d.]+)$").Groups[1].Value, CultureInfo.InvariantCulture);

    private string[] Search(out float[] similarities, string question = "subject5 matter5 author5 thing5 place5")
    {
        using var memory = MemoryDatabase.Open(_layout);
        var spaces = VectorSpaces.Open(_layout, _recipe, memory, _engine);
        using var space = Assert.Single(spaces);
        var query = new float[_engine.Dimension];
        _engine.EmbedQuery(question, query);
        var hits = space.Search(query, 10);
        similarities = [.. hits.Select(hit => hit.Similarity)];
        return [.. hits.Select(hit => memory.Chunks.Find(hit.Key)!.Path)];
    }
}
