using Patina.Embeddings;
using Patina.Embeddings.Onnx;
using Patina.Embeddings.Reference;
using Patina.Embeddings.Registry;
using Patina.Hub;
using Patina.Tests.Embeddings.Parity;
using Patina.Tests.Hub;

namespace Patina.Tests.Embeddings;

/// <summary>What <c>runtime: auto</c> takes on Apple silicon and elsewhere. The reference stands for MLX.</summary>
public sealed class AutoRuntimeTests : IDisposable
{
    private readonly HubPull _pull = new();

    public void Dispose() => _pull.Dispose();

    [Theory]
    [InlineData(true, "bert", true, "mlx", null)]
    [InlineData(true, "xlm-roberta", true, "onnx", "\"model_type\" is 'xlm-roberta'")]
    [InlineData(true, "bert", false, "onnx", "it has no safetensors weights")]
    [InlineData(false, "bert", true, "onnx", "it would compute on the processor")]
    public void Auto_ByPlatformAndModel_TakesMlxOrSaysWhyNot(bool apple, string type, bool safetensors, string runtime, string? reason)
    {
        _pull.Hub.Add($"{HubPull.Repository}/config.json", $$"""{"model_type":"{{type}}"}""");
        _pull.Hub.Add($"{HubPull.Repository}/tokenizer.json", "{}");
        _pull.Hub.Add($"{HubPull.Repository}/onnx/model.onnx", "graph");
        if (safetensors)
            _pull.Hub.Add($"{HubPull.Repository}/model.safetensors", "weights");
        var request = new ModelRequest { Name = "hf:" + HubPull.Repository, Precision = ModelPrecision.Fp32, ProjectRoot = _pull.Options.CacheFolder };
        var models = Models(apple);
        Fetch(models, request);

        var model = models.Resolve(request);

        Assert.Equal(runtime, model.Runtime.Name);
        if (reason is null)
            Assert.Null(models.WhyNotMlx(request, model));
        else
            Assert.Contains(reason, models.WhyNotMlx(request, model));
        Assert.Null(models.WhyNotMlx(request with { Runtime = runtime }, model));
    }

    private void Fetch(EmbeddingModels models, ModelRequest request)
    {
        using var hub = new ModelHub(_pull.Options);
        var source = models.SourceOf(request)!;
        hub.PullAsync(source.Repository, source.Revision, source.Files, source.Sha256, null, CancellationToken.None).GetAwaiter().GetResult();
    }

    private EmbeddingModels Models(bool apple) => new(
        [new OnnxRuntime(), new RenamedRuntime("mlx", new ReferenceRuntime())],
        new Lazy<ModelRegistry>(() => ModelRegistry.Load("", TestModels.ProgramRegistry)),
        new Lazy<HubCache>(() => new HubCache(_pull.Options.CacheFolder)),
        machine: new Lazy<MachineSettings>(new MachineSettings { IsAppleSilicon = apple }));
}
