using Patina.Embeddings;
using Patina.Embeddings.Onnx;
using Patina.Embeddings.Reference;
using Patina.Embeddings.Registry;
using Patina.Hub;
using Patina.Tests.Hub;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Embeddings.Parity;

/// <summary>One model on two runtimes: <c>runtime: {query: onnx, batch: mlx}</c>. The reference stands for MLX.</summary>
public sealed class SplitRuntimeTests : IDisposable
{
    private readonly TextModel _model = TextModel.Checkpoint("bert-A");
    private readonly TemporaryFolder _cache = new();
    private readonly RenamedRuntime _onnx = new("onnx", new OnnxRuntime());
    private readonly RenamedRuntime _mlx = new("mlx", new ReferenceRuntime());

    public void Dispose()
    {
        _model.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public void Open_RuntimesThatAgree_EachDoesItsPart()
    {
        using var engine = Open(_mlx);
        using var questions = new OnnxRuntime().Open(_model.Files, Options);
        using var batches = new ReferenceRuntime().Open(_model.Files, Options);

        Assert.Equal((batches.Fingerprint, 64), (engine.Fingerprint, engine.Dimension));
        Assert.Equal(Query(questions), Query(engine));
        Assert.NotEqual(Query(batches), Query(engine));
        Assert.Equal(Passages(batches), Passages(engine));
        Assert.NotEqual(Passages(questions), Passages(engine));
        Assert.Equal(Texts(questions, TextRole.Query), Texts(engine, TextRole.Query));
        Assert.Equal(Texts(batches, TextRole.Passage), Texts(engine, TextRole.Passage));
    }

    [Fact]
    public void Open_Again_NeitherComparesNorOpensWhatItDoesNotNeed()
    {
        using (Open(_mlx))
            Assert.Equal((2, 1), (_onnx.Opened, _mlx.Opened));

        using var engine = Open(_mlx);
        Query(engine);
        Assert.Equal((3, 1), (_onnx.Opened, _mlx.Opened));

        Passages(engine);
        Passages(engine);
        Assert.Equal((3, 2), (_onnx.Opened, _mlx.Opened));
    }

    [Fact]
    public void Open_RuntimesThatDiffer_IsRefusedNowAndAtTheNextStart()
    {
        var other = new RenamedRuntime("mlx", new ReferenceRuntime(), options => options with { ExtractionLayer = 0 });
        for (var start = 0; start < 2; start++)
        {
            var failure = Assert.Throws<EmbeddingException>(() => Open(other));
            Assert.Equal(EmbeddingError.RuntimesDiffer, failure.Reason);
            Assert.Contains("runtime: {query: onnx, batch: mlx} cannot be used", failure.Message);
            Assert.Contains("expected 0.999 or more", failure.Message);
        }

        Assert.Equal(1, other.Opened);
    }

    [Fact]
    public void Open_ModelThatChanged_IsComparedAgain()
    {
        Open(_mlx).Dispose();
        var weights = Path.Combine(_model.Folder, "model.safetensors");
        var bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);
        File.SetLastWriteTimeUtc(weights, DateTime.UtcNow.AddMinutes(1));

        Open(_mlx).Dispose();

        Assert.Equal(2, _mlx.Opened);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"first":"onnx"}""")]
    [InlineData("""{"first":null,"second":"mlx","lowest_cosine":1,"mean_cosine":1,"largest_difference":0,"fingerprint":"a","hardware":"cpu"}""")]
    [InlineData("""{"first":"onnx","second":"mlx","lowest_cosine":"1","mean_cosine":1,"largest_difference":0,"fingerprint":"a","hardware":"cpu"}""")]
    public void Open_VerdictThatIsNone_IsComparedAgain(string text)
    {
        Open(_mlx).Dispose();
        File.WriteAllText(Assert.Single(Directory.GetFiles(Verdicts)), text);

        Open(_mlx).Dispose();

        Assert.Equal(2, _mlx.Opened);
        Assert.Single(Directory.GetFiles(Verdicts));
    }

    [Fact]
    public void Batches_OfAModelThatChangedSinceItWasOpened_AreRefused()
    {
        Open(_mlx).Dispose();
        using var engine = Open(_mlx);
        var weights = Path.Combine(_model.Folder, "model.safetensors");
        var bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.Delete(weights);
        File.WriteAllBytes(weights, bytes);

        Assert.Equal(EmbeddingError.BadWeights, Assert.Throws<EmbeddingException>(() => Passages(engine)).Reason);
    }

    [Fact]
    public void Resolve_RuntimeThatIsNotHere_SaysWhy()
    {
        var failure = Assert.Throws<EmbeddingException>(() => Open(new FakeRuntime("mlx", "there is no libmlxc")));

        Assert.Equal(EmbeddingError.Unsupported, failure.Reason);
        Assert.Contains("mlx: there is no libmlxc", failure.Message);
    }

    [Fact]
    public void Parity_BeforeAndAfterTheFirstStart_IsToldOrNot()
    {
        var model = Models(_mlx).Resolve(Request);
        Assert.Null(model.Parity);

        model.Open().Dispose();

        Assert.InRange(model.Parity!.LowestCosine, 0.999999, 1);
        Assert.Equal(("onnx", "mlx"), (model.Parity.First, model.Parity.Second));
    }

    [Fact]
    public void SourceOf_ModelWithAGraph_FetchesWhatBothRuntimesNeed()
    {
        using var pull = new HubPull();
        foreach (var (name, text) in new[] { ("config.json", """{"model_type":"bert"}"""), ("tokenizer.json", "{}"), ("onnx/model.onnx", "graph"), ("model.safetensors", "weights"), ("notes.txt", "") })
            pull.Hub.Add($"{HubPull.Repository}/{name}", text);
        var models = TestModels.With(pull.Options.CacheFolder, "fp32", null, _onnx, _mlx);

        var fetched = Fetch(pull, models.SourceOf(Request with { Name = "hf:" + HubPull.Repository })!);

        Assert.Equal(["config.json", "model.safetensors", "onnx/model.onnx", "tokenizer.json"], fetched.Sha256.Keys.Order(StringComparer.Ordinal));
        var model = models.Resolve(Request with { Name = "hf:" + HubPull.Repository });
        Assert.Equal(("mlx", "onnx"), (model.Runtime.Name, model.Questions!.Runtime.Name));
        Assert.Equal((null, "onnx/model.onnx"), (model.Options.WeightsFile, model.Questions.Options.WeightsFile));
        Assert.Equal(fetched.Sha256.Keys.Order(), model.Pin!.Files.Keys.Order());
    }

    private static Snapshot Fetch(HubPull pull, ModelSource source)
    {
        using var hub = new ModelHub(pull.Options);
        return hub.PullAsync(source.Repository, source.Revision, source.Files, source.Sha256, null, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static float[] Query(IEmbeddingEngine engine)
    {
        var vector = new float[engine.Dimension];
        engine.EmbedQuery("w17 w80 w3", vector);
        return vector;
    }

    private static float[] Passages(IEmbeddingEngine engine)
    {
        var vectors = new float[2 * engine.Dimension];
        engine.EmbedBatch([new Passage("", "w17 w80 w3"), new Passage("w5", "w9")], vectors);
        var alone = new float[engine.Dimension];
        engine.EmbedPassage(new Passage("w5", "w9"), alone);
        return [.. vectors, .. alone];
    }

    private static float[] Texts(IEmbeddingEngine engine, TextRole role)
    {
        var vectors = new float[engine.Dimension];
        engine.EmbedTexts(["w17 w80 w3"], role, vectors);
        return vectors;
    }

    private EngineOptions Options => TextModel.Options with { Precision = ModelPrecision.Fp32, OptimizedModels = Path.Combine(_cache.Path, "graphs"), Provider = ExecutionProvider.Auto };

    private string Verdicts => Path.Combine(_cache.Path, "parity");

    private ModelRequest Request => new()
    {
        Name = _model.Folder,
        Runtime = "mlx",
        QueryRuntime = "onnx",
        Precision = ModelPrecision.Fp32,
        KeepOptimized = true,
        ProjectRoot = _cache.Path,
    };

    private IEmbeddingEngine Open(IEmbeddingRuntime mlx) => Models(mlx).Open(Request);

    private EmbeddingModels Models(IEmbeddingRuntime mlx) => new(
        [_onnx, mlx],
        new Lazy<ModelRegistry>(() => ModelRegistry.Load("", TestModels.ProgramRegistry)),
        new Lazy<HubCache>(() => new HubCache(_cache.Path)),
        machine: new Lazy<MachineSettings>(new MachineSettings { GraphFolder = Path.Combine(_cache.Path, "graphs"), ParityFolder = Verdicts }));
}
