using Patina.Embeddings.Registry;
using Patina.Memory;
using Patina.Oxidize.Recipes;
using Patina.Sharing;
using Patina.Sharing.Recipes;

namespace Patina.Tests.Sharing;

public sealed class RecipeApplicationTests : IDisposable
{
    private static readonly SharedRecipe Shared = SharedRecipeFile.Load(Repository.Fixture("shared-recipes", "e5-on-rust.yaml"));

    private readonly TemporaryFolder _folder = new();

    private ProjectLayout Layout => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Changes_OfADefaultProject_NamesEveryKeyThatDiffers()
    {
        var changes = RecipeApplication.Of(Layout, Shared, ModelRegistry.Load()).Changes.ToDictionary(change => change.Key);

        Assert.Equal(new RecipeChange("embedding_model", "patina-static-v1", "hf:intfloat/e5-base-v2"), changes["embedding_model"]);
        Assert.Equal(new RecipeChange("runtime", "auto", "onnx"), changes["runtime"]);
        Assert.Equal(new RecipeChange("projections.temporal.layers", "[512, 256]", null), changes["projections.temporal.layers"]);
        Assert.False(changes.ContainsKey("projections.semantic.layers"));
        Assert.False(Directory.Exists(Layout.PatinaFolder));
    }

    [Fact]
    public void Apply_ThenAgain_ChangesOnceAndPinsTheModel()
    {
        var notes = "version: 2\nnotes: [\"docs/notes/**\"]\n";
        _folder.Write(".patina/oxidize.yaml", notes);

        var application = RecipeApplication.Of(Layout, Shared, ModelRegistry.Load());
        application.Apply();

        var recipe = RecipeFile.Load(Layout);
        Assert.Equal(("hf:intfloat/e5-base-v2", RuntimeChoice.Onnx), (recipe.EmbeddingModel, recipe.Runtime));
        Assert.Equal(["docs/notes/**"], recipe.Notes);
        Assert.Equal("semantic", Assert.Single(recipe.Projections).Name);
        Assert.Equal(notes, File.ReadAllText(application.Kept!));
        var pin = Assert.Single(recipe.ToRequest(Layout).Pins);
        Assert.Equal(("intfloat/e5-base-v2", Shared.Model.Revision), (pin.Repository, pin.Commit));
        Assert.Equal(Shared.Model.Files, pin.Files);
        Assert.Empty(RecipeApplication.Of(Layout, Shared, ModelRegistry.Load()).Changes);
    }

    [Fact]
    public void Apply_ModelWithANameOfTheRegistry_UsesTheNameForTheSameRepositoryOnly()
    {
        var registry = ModelRegistry.Load(_folder.Write("registry.toml",
            "[models.e5]\nname = \"e5\"\nrepository = \"intfloat/e5-base-v2\"\ndimensions = 768\nmetric = \"cosine\"\nruntimes = [\"onnx\"]\n" +
            "[models.other]\nname = \"other\"\nrepository = \"intfloat/other\"\ndimensions = 768\nmetric = \"cosine\"\nruntimes = [\"onnx\"]\n"));

        string ModelOf(string name) => RecipeApplication.Of(Layout, Shared with { Model = Shared.Model with { Name = name } }, registry)
            .Changes.First(change => change.Key == "embedding_model").After!;

        Assert.Equal("e5", ModelOf("e5"));
        Assert.Equal("hf:intfloat/e5-base-v2", ModelOf("other"));
    }

    [Fact]
    public void Apply_SettingsOfThisMachine_StayAndThoseOfTheModelCome()
    {
        _folder.Write(".patina/oxidize.yaml", "embedding_model: e5\nthreads: 3\nkeep_optimized: true\nprovider: cpu\ngraph_optimization: basic\nmax_length: 77\nranking: {lexical: 0.25}\n");
        var model = Shared.Model with { MaxLength = 99, Dimensions = 64, QueryPrefix = "Q\n", PassagePrefix = "", InstructionPrefix = "{instruction} \"x\": ", ExtractionLayer = -2, Pooling = PoolingChoice.WeightedMean };

        RecipeApplication.Of(Layout, Shared with { Model = model, FastDimensions = 32 }, ModelRegistry.Load()).Apply();

        var recipe = RecipeFile.Load(Layout);
        Assert.Equal((3, true, "Cpu", "Basic"), (recipe.Threads, recipe.KeepOptimized, recipe.Provider.ToString(), recipe.GraphOptimization.ToString()));
        Assert.Equal(("lexical", 0.25), (Assert.Single(recipe.Ranking).Name, recipe.Ranking[0].Value));
        Assert.Equal((99, 64, 32, -2), (recipe.MaxLength, recipe.Dimensions, recipe.FastDimensions, recipe.ExtractionLayer));
        Assert.Equal(PoolingChoice.WeightedMean, recipe.Pooling);
        Assert.Equal(("Q\n", "", "{instruction} \"x\": "), (recipe.QueryPrefix, recipe.PassagePrefix, recipe.InstructionPrefix));
    }

    [SkippableFact]
    public void Apply_FolderThatLeadsElsewhere_IsRefused()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        using var elsewhere = new TemporaryFolder();
        Directory.CreateSymbolicLink(Layout.PatinaFolder, elsewhere.Path);

        var refusal = Assert.Throws<SharingException>(() => RecipeApplication.Of(Layout, Shared, ModelRegistry.Load()).Apply());

        Assert.Equal(SharingError.NotWritten, refusal.Reason);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere.Path));
    }
}
