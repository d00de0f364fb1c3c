using System.Globalization;
using System.Text.RegularExpressions;
using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;
using Patina.Scry;
using Patina.Tests.Memory.Git;

namespace Patina.Tests.Oxidize;

/// <summary>
/// A project in which a file of code changes with a document that shares no word with it, and calls code that shares no word
/// with it either; which with which follows from the words, by themes.
/// </summary>
public sealed class RelationTrainingTests : IDisposable
{
    private const int Themes = 6;
    private const int FilesPerTheme = 4;
    private const int Commits = 150;

    private readonly TemporaryRepository _repository = new();
    private readonly ProjectLayout _layout;
    private readonly Recipe _recipe = RecipeFile.Parse(
        """
        projections:
          temporal: {layers: [256, 128], epochs: 30, batch_size: 32, learning_rate: 0.005}
          dependency: {layers: [256, 128], epochs: 30, batch_size: 32, learning_rate: 0.005}
        """);

    public RelationTrainingTests()
    {
        _layout = new ProjectLayout(_repository.Root);
        for (var file = 0; file < Themes * FilesPerTheme; file++)
            WriteCallee(file);
        _repository.Commit("add what is called");
        for (var commit = 0; commit < Commits; commit++)
        {
            var theme = commit % Themes;
            WriteCode((theme * FilesPerTheme) + (commit / Themes % FilesPerTheme), commit);
            WriteDocument((theme * FilesPerTheme) + (commit / (Themes * FilesPerTheme) % FilesPerTheme), commit);
            _repository.Commit($"change {commit}");
        }

        Scrape.Run(_layout, new ScrapeOptions { Threads = 1 }, null, default);
    }

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void Run_FilesThatChangeTogetherAndCalls_AreLearntMeasuredAndFound()
    {
        using var engine = new HashingEngine(dimension: 128);
        var report = Oxidizer.Run(_layout, _recipe, engine, new OxidizeOptions { Threads = 1 }, null, default);

        var (temporal, dependency) = (report.Spaces[1], report.Spaces[2]);
        Assert.Equal(("temporal", true, "dependency", true), (temporal.Name, temporal.Active, dependency.Name, dependency.Active));
        Assert.True(temporal.Gate!.MrrGain.Low > 0.1, $"{temporal.Gate}");
        Assert.True(dependency.Gate!.MrrGain.Low > 0.1, $"{dependency.Gate}");
        Assert.Equal(("co-change counts", "call graph"), (temporal.Gate.Untrained!.Name, dependency.Gate.Untrained!.Name));
        Assert.Equal(3 * Themes * FilesPerTheme, temporal.Added);
        var text = File.ReadAllText(_layout.LockPath);
        Assert.Contains("[projections.temporal]\nactive = true", text);
        Assert.Contains("untrained = \"call graph\"", text);
        AssertFindsTheDocumentsOfTheTheme(engine);
    }

    /// <summary>A page of the theme that never changed with the file is like those that did.</summary>
    [Fact]
    public void Run_ShareForPartners_AsksWithThemAndSaysSo()
    {
        var recipe = RecipeFile.Parse("projections:\n  temporal: {layers: [256, 128], epochs: 3, batch_size: 32, partners: 2}\n");
        using var engine = new HashingEngine(dimension: 128);
        var report = Oxidizer.Run(_layout, recipe, engine, new OxidizeOptions { Threads = 1 }, null, default);

        Assert.True(report.Spaces[1].Active, $"{report.Spaces[1].Gate}");
        Assert.Contains("\npartners = { share = 2, validation_mrr = ", File.ReadAllText(_layout.LockPath));
        using var memory = MemoryDatabase.Open(_layout);
        var spaces = VectorSpaces.Open(_layout, recipe, memory, engine);
        var own = memory.Chunks.OfPath("src/code5.py").Select(chunk => chunk.Key).ToList();
        var vector = new float[128];
        spaces[0].TryRead(own[0], vector);
        float Best(IReadOnlyList<VectorHit> hits) =>
            hits.Where(hit => memory.Chunks.Find(hit.Key)!.Path is "docs/page4.md" or "docs/page5.md" or "docs/page6.md" or "docs/page7.md").Max(hit => hit.Similarity);
        Assert.True(Best(spaces[1].SearchFrom(own, vector, 72)) > Best(spaces[1].Search(vector, 72)) + 0.2);
        foreach (var space in spaces)
            space.Dispose();
    }

    [Fact]
    public void Run_HardNegativesLeftToValidation_RecordsWhatWasBetter()
    {
        var recipe = RecipeFile.Parse("projections:\n  dependency: {layers: [256, 128], epochs: 4, batch_size: 32, hard_negatives: auto}\n");
        using var engine = new HashingEngine(dimension: 128);
        Oxidizer.Run(_layout, recipe, engine, new OxidizeOptions { Threads = 1 }, null, default);

        var losses = Regex.Match(
            File.ReadAllText(_layout.LockPath), @"\nhard_negatives = (\d)\nhard_negatives_validation_loss = \{ with = (\S+), without = (\S+) \}\n");
        Assert.True(losses.Success);
        var (with, without) = (double.Parse(losses.Groups[2].Value, CultureInfo.InvariantCulture), double.Parse(losses.Groups[3].Value, CultureInfo.InvariantCulture));
        Assert.Equal(with < without ? "2" : "0", losses.Groups[1].Value);
        Assert.NotEqual(with, without);
    }

    private void AssertFindsTheDocumentsOfTheTheme(HashingEngine engine)
    {
        using var memory = MemoryDatabase.Open(_layout);
        var spaces = VectorSpaces.Open(_layout, _recipe, memory, engine);
        Assert.Equal([("base", true), ("temporal", false), ("dependency", false)], spaces.Select(space => (space.Name, space.TakesText)));

        var vector = new float[128];
        engine.Embed(memory.Chunks.OfPath("src/code5.py").Single().Text, vector);
        var found = spaces[1].Search(vector, FilesPerTheme * 2).Select(hit => memory.Chunks.Find(hit.Key)!.Path);

        Assert.Contains(found, path => path is "docs/page4.md" or "docs/page5.md" or "docs/page6.md" or "docs/page7.md");
        var first = memory.Chunks.OfPath("docs/page5.md").First().Key;
        var similarities = new float[2];
        spaces[1].Similarities(vector, [first, memory.Chunks.OfPath("docs/page12.md").First().Key], similarities);
        Assert.True(similarities[0] > similarities[1]);
        AssertScryRanksThem(new ScrySession(_layout, MemoryDatabase.Open(_layout), engine, spaces));
    }

    private static void AssertScryRanksThem(ScrySession session)
    {
        using (session)
        {
            var related = session.Related("src/code5.py", "temporal", FilesPerTheme * 2);
            Assert.Null(related.Notice);
            Assert.Equal("temporal", related.Hits[0].Evidence[0].Signal);
            Assert.Contains(related.Hits, hit => hit.Chunk.Path is "docs/page4.md" or "docs/page5.md" or "docs/page6.md" or "docs/page7.md");

            var files = session.RelatedFiles("src/code5.py", 10).Files;
            Assert.Contains(files, file => file is { Together: > 0, Temporal: > 0 });
            var scores = files.Select(file => (file.Together / (double)files.Max(other => other.Together)) + (file.Temporal ?? 0)).ToArray();
            Assert.Equal(scores.OrderDescending(), scores);
        }
    }

    private void WriteCallee(int file)
    {
        var theme = file / FilesPerTheme;
        _repository.Write($"lib/part{file}.py",
            $"""
            def apply{file}(x):
                return hammer{theme}(x) + chisel{theme}(x) + lathe{theme}(x) + piece{file}
            """);
    }

    private void WriteCode(int file, int commit)
    {
        var theme = file / FilesPerTheme;
        var calls = string.Join(" + ", Enumerable.Range(0, FilesPerTheme).Select(i => $"apply{(theme * FilesPerTheme) + i}(x)"));
        _repository.Write($"src/code{file}.py",
            $"""
            def walk{file}(x):
                '''river{theme} valley{theme} meadow{theme} forest{theme} step{file} round{commit}'''
                return {calls}
            """);
    }

    private void WriteDocument(int file, int commit)
    {
        var theme = file / FilesPerTheme;
        _repository.Write($"docs/page{file}.md",
            $"# Page{file}\n\nviolin{theme} trumpet{theme} organ{theme} cello{theme} bar{file} beat{commit}\n");
    }
}
