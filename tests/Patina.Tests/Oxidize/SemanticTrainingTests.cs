using System.Text.RegularExpressions;
using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;
using Patina.Safetensors;
using Patina.Scry;

namespace Patina.Tests.Oxidize;

/// <summary>
/// A project whose notes say the same thing in two vocabularies: raw vectors cannot know that they belong together, later
/// sessions confirm what earlier ones teach.
/// </summary>
public sealed class SemanticTrainingTests : IDisposable
{
    private const int Themes = 12;
    private const int Sessions = 120;

    private readonly TemporaryFolder _folder = new();
    private readonly ProjectLayout _layout;
    private readonly Recipe _recipe = RecipeFile.Parse(
        "projections: {semantic: {layers: [256, 128], epochs: 12, batch_size: 32, learning_rate: 0.005}}");

    public SemanticTrainingTests()
    {
        _layout = new ProjectLayout(_folder.Path);
        for (var i = 0; i < Sessions; i++)
            WriteSession(i);
        ScrapeNotes();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_RelationOfTheProject_IsLearntMeasuredAndSwitchedOn()
    {
        using var engine = new HashingEngine(dimension: 128);
        var report = Run(engine);

        var semantic = report.Spaces[1];
        Assert.Equal(("semantic", true, true), (semantic.Name, semantic.Active, semantic.Trained));
        Assert.True(semantic.Gate!.MrrGain.Low > 0.02, $"{semantic.Gate}");
        Assert.True(semantic.TrainingPairs > 100);
        var names = Open(engine).Select(space => { using (space) return space.Name; });
        Assert.Equal(["base", "semantic"], names);
        Assert.Contains("active = true", File.ReadAllText(_layout.LockPath));
        Assert.Contains($"mrr_gain_95 = [{semantic.Gate.MrrGain.Low:F4}", File.ReadAllText(_layout.LockPath));
    }

    [Fact]
    public void Run_LayersOf1024Numbers_TrainsAndProjectsTo256()
    {
        using var engine = new HashingEngine(dimension: 1024);
        var recipe = RecipeFile.Parse("version: 1\nprojections: {semantic: {layers: [1024, 1536, 256], epochs: 2, batch_size: 32}}");
        var report = Oxidizer.Run(_layout, recipe, engine, new OxidizeOptions(), progress: null, CancellationToken.None);

        var semantic = report.Spaces[1];
        Assert.Equal((1024, true), (report.Dimension, semantic.Trained));
        using var weights = SafetensorsFile.Open(Weights);
        Assert.Equal([1536L, 1024L], weights.GetTensor("w1.weight").Shape);
        Assert.Equal([256L, 1536L], weights.GetTensor("w2.weight").Shape);
    }

    [Fact]
    public void Run_Twice_GivesTheSameWeightsAndLock()
    {
        using var engine = new HashingEngine(dimension: 128);
        Run(engine);
        var (first, firstWeights) = (File.ReadAllText(_layout.LockPath), File.ReadAllBytes(Weights));

        Directory.Delete(Path.Combine(_layout.DataFolder, "embeddings"), recursive: true);
        Run(engine, new OxidizeOptions { Threads = 2 });

        Assert.Equal(first, File.ReadAllText(_layout.LockPath));
        Assert.Equal(firstWeights, File.ReadAllBytes(Weights));
    }

    [Fact]
    public void Run_WithOneThreadOrTwo_GivesTheSameBytesInEveryFile()
    {
        using var engine = new HashingEngine(dimension: 128);
        Run(engine, new OxidizeOptions { Threads = 1 });
        var first = Files();

        Directory.Delete(Path.Combine(_layout.DataFolder, "embeddings"), recursive: true);
        Run(engine, new OxidizeOptions { Threads = 2 });

        Assert.Contains(first, file => file.Name == "semantic.usearch");
        Assert.Equal(first, Files());
    }

    [Fact]
    public void Run_DryRun_SaysWhatWouldBeTrainedAndWhy()
    {
        using var engine = new HashingEngine(dimension: 128);
        var plan = Run(engine, new OxidizeOptions { DryRun = true }).Spaces[1];
        var done = Run(engine).Spaces[1];

        Assert.Equal(("semantic", true, "it was not trained yet", 12), (plan.Name, plan.Trained, plan.Reason, plan.Epochs));
        Assert.Equal((done.TrainingPairs, done.Added), (plan.TrainingPairs, plan.Added));
        Assert.Equal(0, done.Epochs);

        WriteSession(Sessions);
        ScrapeNotes();
        var after = Run(engine, new OxidizeOptions { DryRun = true }).Spaces[1];
        Assert.Equal((false, 2, 0), (after.Trained, after.Added, after.Epochs));
    }

    [Fact]
    public void Run_FewChangesOrMany_KeepsOrRetrains()
    {
        using var engine = new HashingEngine(dimension: 128);
        Run(engine);
        var weights = File.ReadAllBytes(Weights);

        WriteSession(Sessions);
        ScrapeNotes();
        var few = Run(engine).Spaces[1];
        Assert.Equal((false, false, 2), (few.Trained, few.Rebuilt, few.Added));
        Assert.Equal(weights, File.ReadAllBytes(Weights));

        for (var i = Sessions + 1; i < Sessions + 20; i++)
            WriteSession(i);
        ScrapeNotes();
        var many = Run(engine).Spaces[1];
        Assert.True(many.Trained);
        Assert.Contains("chunks have changed", many.Reason);
    }

    [Fact]
    public void Run_RecipeOfTheProjectionChanged_Retrains()
    {
        using var engine = new HashingEngine(dimension: 128);
        Run(engine);
        var changed = _recipe with { Projections = [_recipe.Projections[0] with { Seed = 7 }] };

        var report = Oxidizer.Run(_layout, changed, engine, new OxidizeOptions(), null, default);

        Assert.Equal((true, "its recipe has changed"), (report.Spaces[1].Trained, report.Spaces[1].Reason));
    }

    [Fact]
    public void Trace_TraceableProjection_NamesPairsOfTheSameTheme()
    {
        using var engine = new HashingEngine(dimension: 128);
        var traceable = _recipe with { Projections = [_recipe.Projections[0] with { Traceable = true }] };
        Run(engine);
        var plain = Open(engine);
        Assert.Equal(OxidizeError.NotTraceable, Assert.Throws<OxidizeException>(() => plain[1].Trace(new float[128], new float[128], 1)).Reason);
        foreach (var space in plain)
            space.Dispose();

        Oxidizer.Run(_layout, traceable, engine, new OxidizeOptions { Threads = 1 }, null, default);
        var memory = MemoryDatabase.Open(_layout);
        using var session = new ScrySession(_layout, memory, engine, VectorSpaces.Open(_layout, traceable, memory, engine));
        var trace = session.Trace(new ScryQuery("seen3 felt3 heard3 smelt3"), 1, null, 5);

        Assert.Equal((1, "semantic", 5), (trace.Hit.Rank, trace.Dimension, trace.Pairs.Count));

        // One of twelve themes; the words of some others fall on the same places of the vectors.
        Assert.InRange(trace.Pairs.Count(pair => Regex.IsMatch(pair.Pair.Question, "(seen|turn)3 ")), 3, 5);
        Assert.All(trace.Pairs, pair => Assert.Equal("note", pair.Pair.Source));
        Assert.Equal(ScryError.BadQuery, Assert.Throws<ScryException>(() => session.Trace(new ScryQuery("seen3"), 0, null, 5)).Reason);
        Assert.Equal(ScryError.BadQuery, Assert.Throws<ScryException>(() => session.Trace(new ScryQuery("seen3"), 1, "commits", 5)).Reason);
    }

    [Fact]
    public void Run_OnlyTheRawVectors_LeavesTheProjectionUntrained()
    {
        using var engine = new HashingEngine(dimension: 128);
        var report = Run(engine, new OxidizeOptions { Only = "base" });

        Assert.Equal((false, false), (report.Spaces[1].Trained, report.Spaces[1].Active));
        Assert.Contains("--only base", report.Spaces[1].Reason);
    }

    [Fact]
    public void Run_InterruptedAfterTraining_DoesNotTrainAgain()
    {
        using var engine = new HashingEngine(dimension: 128);
        using var source = new CancellationTokenSource();
        var trained = false;
        var stopping = new Watcher(progress =>
        {
            trained |= progress.Stage == OxidizeStages.Training;
            if (trained && progress.Stage == OxidizeStages.Indexing)
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(
            () => Oxidizer.Run(_layout, _recipe, engine, new OxidizeOptions(), stopping, source.Token));
        Assert.Equal(OxidizeError.NothingBuilt, Assert.Throws<OxidizeException>(() => Open(engine)).Reason);

        var stages = new HashSet<string>();
        Oxidizer.Run(_layout, _recipe, engine, new OxidizeOptions(), new Watcher(progress => stages.Add(progress.Stage)), default);

        Assert.DoesNotContain(OxidizeStages.Training, stages);
        Assert.False(Directory.Exists(Path.Combine(_layout.DataFolder, "embeddings", "hashing", "trained")));
    }

    [Fact]
    public void Run_ProjectWithoutRelations_HasNothingToMeasure()
    {
        using var folder = new TemporaryFolder();
        folder.Write("README.md", "# Alone\n\nOne page.\n");
        var layout = new ProjectLayout(folder.Path);
        Scrape.Run(layout, new ScrapeOptions { Kinds = new HashSet<ScrapeKind> { ScrapeKind.Docs } }, null, default);
        using var engine = new HashingEngine(dimension: 128);

        var report = Oxidizer.Run(layout, _recipe, engine, new OxidizeOptions(), null, default);

        Assert.Equal((0, false), (report.Spaces[1].TrainingPairs, report.Spaces[1].Active));
        Assert.Null(report.Spaces[1].Gate);
    }

    private string Weights => Directory.GetFiles(_layout.DataFolder, "semantic.safetensors", SearchOption.AllDirectories).Single();

    /// <summary>All that a set consists of, by name and content.</summary>
    private List<(string Name, string Content)> Files() =>
        [.. Directory.GetFiles(Path.GetDirectoryName(Path.GetDirectoryName(Weights))!, "*", SearchOption.AllDirectories).Order()
            .Select(path => (Path.GetFileName(path), Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))))];

    private OxidizeReport Run(HashingEngine engine, OxidizeOptions? options = null) =>
        Oxidizer.Run(_layout, _recipe, engine, options ?? new OxidizeOptions { Threads = 1 }, null, default);

    private IReadOnlyList<IVectorSpace> Open(HashingEngine engine)
    {
        using var memory = MemoryDatabase.Open(_layout);
        return VectorSpaces.Open(_layout, _recipe, memory, engine);
    }

    private void WriteSession(int number)
    {
        var time = new DateTime(2025, 1, 1, 10, 0, 0).AddDays(number);
        var theme = number * 7 % Themes;
        _folder.Write($"layer/sessions/{time:yyyyMMdd-HHmmss}.md",
            $"""
            # Session: day {number}
            **ID**: {time:yyyyMMdd-HHmmss}
            **Started**: {time:yyyy-MM-ddTHH:mm:ssZ}
            **LLM**: none

            ## Symptoms
            - seen{theme} felt{theme} heard{theme} smelt{theme} today{number}

            ## Remedies
            - turn{theme} push{theme} lift{theme} oil{theme} tool{number}
            """);
    }

    private void ScrapeNotes() =>
        Scrape.Run(_layout, new ScrapeOptions { Kinds = new HashSet<ScrapeKind> { ScrapeKind.Notes }, Threads = 1 }, null, default);

    private sealed class Watcher(Action<StageProgress> watch) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => watch(value);
    }
}
