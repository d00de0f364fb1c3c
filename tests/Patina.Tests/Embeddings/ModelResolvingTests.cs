using System.Runtime.InteropServices;
using Patina.Embeddings;
using Patina.Hub;
using Patina.Tests.Hub;

namespace Patina.Tests.Embeddings;

/// <summary>From a recipe's line to a model's files, runtime and options.</summary>
public sealed class ModelResolvingTests : IDisposable
{
    private const string Name = "hf:" + HubPull.Repository;

    private readonly HubPull _pull = new();

    public void Dispose() => _pull.Dispose();

    private static ModelRequest Request(string name, string runtime = "auto", ModelPrecision? precision = null, ModelPin? pin = null) =>
        new() { Name = name, Runtime = runtime, Precision = precision, Pins = pin is null ? [] : [pin], ProjectRoot = Path.GetTempPath() };

    private EmbeddingModels Models(string? defaultPrecision = null, string? userRegistry = null, params IEmbeddingRuntime[] runtimes) =>
        TestModels.With(_pull.Options.CacheFolder, defaultPrecision, userRegistry, runtimes.Length > 0 ? runtimes : [new FakeRuntime("onnx")]);

    private static EmbeddingException Refused(Action open) => Assert.Throws<EmbeddingException>(open);

    private void AddGraphs()
    {
        _pull.Hub.Add($"{HubPull.Repository}/config.json", """{"model_type":"bert"}""");
        _pull.Hub.Add($"{HubPull.Repository}/tokenizer.json", "{}");
        _pull.Hub.Add($"{HubPull.Repository}/1_Pooling/config.json", "{}");
        _pull.Hub.Add($"{HubPull.Repository}/pytorch_model.bin", "not needed");
        _pull.Hub.Add($"{HubPull.Repository}/onnx/model.onnx", "fp32");
        _pull.Hub.Add($"{HubPull.Repository}/onnx/model.onnx_data", "fp32 weights", large: true);
        _pull.Hub.Add($"{HubPull.Repository}/onnx/model_quantized.onnx", "int8", large: true);
    }

    private Snapshot Fetch(EmbeddingModels models, ModelRequest request)
    {
        using var hub = new ModelHub(_pull.Options);
        var source = models.SourceOf(request)!;
        return hub.PullAsync(source.Repository, source.Revision, source.Files, source.Sha256, null, CancellationToken.None).GetAwaiter().GetResult();
    }

    [Fact]
    public void Resolve_FetchedModel_TakesInt8AndNothingMore()
    {
        AddGraphs();
        var fetched = Fetch(Models(), Request(Name));
        Assert.Equal(["1_Pooling/config.json", "config.json", "onnx/model_quantized.onnx", "tokenizer.json"], fetched.Sha256.Keys.Order(StringComparer.Ordinal));

        var model = Models().Resolve(Request(Name));
        Assert.Equal((Name, "onnx", "onnx/model_quantized.onnx", ModelPrecision.Int8),
            (model.Options.ModelName, model.Runtime.Name, model.Options.WeightsFile, model.Options.Precision));
        Assert.Equal((HubPull.Repository, FakeHub.Commit), (model.Pin!.Repository, model.Pin.Commit));
        Assert.Equal(fetched.Sha256.OrderBy(file => file.Key), model.Options.Digests.OrderBy(file => file.Key));
    }

    [Fact]
    public void Resolve_OtherPrecision_ComesWithItsExternalWeights()
    {
        AddGraphs();
        var models = Models(defaultPrecision: "fp32");
        Assert.Equal(["onnx/model.onnx", "onnx/model.onnx_data"], Fetch(models, Request(Name)).Sha256.Keys.Where(path => path.StartsWith("onnx/")).Order());
        Assert.Equal("onnx/model.onnx", models.Resolve(Request(Name)).Options.WeightsFile);
        Assert.Equal(EmbeddingError.NotFetched, Refused(() => Models().Resolve(Request(Name))).Reason);
    }

    [Fact]
    public void Resolve_PrecisionThatTheModelLacks_IsNotReplaced()
    {
        AddGraphs();
        Fetch(Models(), Request(Name));
        var error = Refused(() => Models().Resolve(Request(Name, precision: ModelPrecision.Bf16)));
        Assert.Equal(EmbeddingError.Unsupported, error.Reason);
        Assert.Contains("int8", error.Message);
    }

    [Theory]
    [InlineData("half", null)]
    [InlineData("fp32", ModelPrecision.Int8)]
    public void Resolve_VariableThatIsWrongOrContradictsTheRecipe_IsRefused(string variable, ModelPrecision? recipe)
    {
        AddGraphs();
        Fetch(Models(), Request(Name));
        Assert.Equal(EmbeddingError.BadConfig, Refused(() => Models(variable).Resolve(Request(Name, precision: recipe))).Reason);
    }

    [Fact]
    public void Resolve_NamedModel_GetsWhatTheRegistrySays()
    {
        AddGraphs();
        using var folder = new TemporaryFolder();
        var registry = folder.Write("registry.toml", $"""
            [models.tiny]
            repository = "{HubPull.Repository}"
            dimensions = 2
            runtimes = ["onnx"]
            pooling = "cls"
            query_prefix = "ask: "
            passage_prefix = "text: "
            max_length = 64
            files.fp32 = "onnx/model.onnx"
            """);
        var models = Models(userRegistry: registry);
        Fetch(models, Request("Tiny"));
        var options = models.Resolve(Request("Tiny")).Options;
        Assert.Equal(("tiny", Pooling.Cls, "ask: ", "text: ", 64, "onnx/model.onnx"),
            (options.ModelName, options.Pooling, options.QueryPrompt, options.PassagePrompt, options.MaxLength, options.WeightsFile));
        Assert.Equal(Pooling.Max, models.Resolve(Request("tiny") with { Pooling = Pooling.Max }).Options.Pooling);
    }

    [Fact]
    public void Resolve_LockedModel_StaysAtItsCommitWhenTheHubMoves()
    {
        AddGraphs();
        Fetch(Models(), Request(Name));
        var pin = Models().Resolve(Request(Name)).Pin;
        _pull.Hub.Head = new string('b', 40);
        _pull.Hub.Add($"{HubPull.Repository}/config.json", """{"model_type":"other"}""");
        Fetch(Models(), Request(Name));

        Assert.Equal(new string('b', 40), Models().Resolve(Request(Name)).Pin!.Commit);
        Assert.Equal(FakeHub.Commit, Models().Resolve(Request(Name, pin: pin)).Pin!.Commit);
        Assert.Equal(new string('b', 40), Models().Resolve(Request(Name + "@main", pin: pin)).Pin!.Commit);
    }

    [Fact]
    public void Resolve_FileOfOtherDigestThanLocked_IsRefused()
    {
        AddGraphs();
        Fetch(Models(), Request(Name));
        var pin = new ModelPin(HubPull.Repository, FakeHub.Commit, new Dictionary<string, string> { ["config.json"] = new string('0', 64) });
        Assert.Equal(EmbeddingError.NotAsLocked, Refused(() => Models().Resolve(Request(Name, pin: pin))).Reason);
    }

    [Fact]
    public void Resolve_AlteredFile_IsRefused()
    {
        AddGraphs();
        var snapshot = Fetch(Models(), Request(Name));
        File.WriteAllText(new FileInfo(Path.Combine(snapshot.Folder, "tokenizer.json")).ResolveLinkTarget(true)!.FullName, "[]");
        Assert.Equal(HubError.Damaged, Assert.Throws<HubException>(() => Models().Resolve(Request(Name))).Reason);
    }

    [Theory]
    [InlineData("mlx", "onnx", EmbeddingError.UnknownRuntime)]
    [InlineData("static", "onnx", EmbeddingError.Unsupported)]
    [InlineData("onnx", "mlx", EmbeddingError.UnknownRuntime)]
    public void Resolve_RuntimeThatCannot_SaysWhy(string requested, string built, EmbeddingError reason)
    {
        AddGraphs();
        Fetch(Models(), Request(Name));
        Assert.Equal(reason, Refused(() => Models(runtimes: new FakeRuntime(built)).Resolve(Request(Name, requested))).Reason);
    }

    [Fact]
    public void Resolve_RuntimeThatRefusesTheModel_IsQuoted()
    {
        AddGraphs();
        Fetch(Models(), Request(Name));
        var error = Refused(() => Models(runtimes: new FakeRuntime("onnx", "it has no inputs")).Resolve(Request(Name)));
        Assert.Equal(EmbeddingError.Unsupported, error.Reason);
        Assert.Contains("it has no inputs", error.Message);
    }

    [Fact]
    public void SourceOf_ModelForMlxOnly_SaysWhyThisMachineCannot()
    {
        var error = Refused(() => Fetch(Models(), Request("qwen3-embedding-8b")));
        Assert.Equal(EmbeddingError.Unsupported, error.Reason);
        Assert.Contains("mlx", error.Message);
        if (!OperatingSystem.IsMacOS())
            Assert.Contains($"MLX needs Apple silicon, this machine is {RuntimeInformation.RuntimeIdentifier}", error.Message);
    }

    [Fact]
    public void SourceOf_ModelsThatAreNotFetched_IsNull()
    {
        Assert.Null(Models().SourceOf(Request(EmbeddingModels.Default)));
        Assert.Null(Models().SourceOf(Request("./folder")));
    }

    [Fact]
    public void Open_TheDefault_ReadsNeitherRegistryNorCache()
    {
        var models = new EmbeddingModels(
            [new Patina.Embeddings.Static.StaticRuntime()],
            new(() => throw new InvalidOperationException("the registry was read")),
            new(() => throw new InvalidOperationException("the cache was looked at")));
        using var engine = models.Open(Request(EmbeddingModels.Default));
        Assert.Equal(256, engine.Dimension);
    }
}
