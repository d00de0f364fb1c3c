using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Patina.Embeddings;
using Patina.Embeddings.Extensions;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Onnx;

/// <summary>The generator under the middleware of Microsoft.Extensions.AI.</summary>
public sealed class GeneratorMiddlewareTests : IDisposable
{
    private static readonly string[] Texts = ["w10", "w11 w12", "w13 w14 w15"];

    private readonly TextModel _model = new();
    private readonly IEmbeddingEngine _engine;
    private readonly Counting _counting;

    public GeneratorMiddlewareTests()
    {
        _model.Write("config_sentence_transformers.json", """{"prompts":{"query":"w20 ","document":"w30 "}}""");
        _engine = _model.Open();
        _counting = new Counting(new EngineEmbeddingGenerator(_engine));
    }

    public void Dispose()
    {
        _counting.Dispose();
        _engine.Dispose();
        _model.Dispose();
    }

    private static MemoryDistributedCache NewCache() => new(Options.Create(new MemoryDistributedCacheOptions()));

    private float[] Embed(string text, TextRole role = TextRole.Plain)
    {
        var vector = new float[_engine.Dimension];
        _engine.EmbedTexts([text], role, vector);
        return vector;
    }

    private static void AssertNear(float[] expected, ReadOnlyMemory<float> found) =>
        Assert.Equal(expected, found.ToArray(), (left, right) => MathF.Abs(left - right) <= 1e-5f);

    [Fact]
    public async Task UseDistributedCache_TextsAskedForAgain_ComeFromTheCache()
    {
        using var generator = _counting.AsBuilder().UseDistributedCache(NewCache()).Build();
        var first = await generator.GenerateAsync(Texts);
        var second = await generator.GenerateAsync(["w11 w12", "w16", "w10"]);

        Assert.Equal([.. Texts, "w16"], _counting.Asked);
        AssertNear(Embed("w16"), second[1].Vector);
        Assert.Equal(first[1].Vector.ToArray(), second[0].Vector.ToArray());
        Assert.Equal(first[0].Vector.ToArray(), second[2].Vector.ToArray());
        Assert.Equal("text-model", second[0].ModelId);
    }

    [Fact]
    public async Task UseDistributedCache_OtherRoleOrDimensions_AreOtherEntries()
    {
        using var generator = _counting.AsBuilder().UseDistributedCache(NewCache()).Build();
        var plain = await generator.GenerateVectorAsync("w10");
        var query = await generator.GenerateVectorAsync("w10", new EmbeddingGenerationOptions { AdditionalProperties = new() { ["role"] = "query" } });
        var shorter = await generator.GenerateVectorAsync("w10", new EmbeddingGenerationOptions { Dimensions = 16 });

        Assert.Equal(["w10", "w10", "w10"], _counting.Asked);
        AssertNear(Embed("w10"), plain);
        AssertNear(Embed("w10", TextRole.Query), query);
        Assert.Equal(16, shorter.Length);
    }

    [Fact]
    public async Task UseOpenTelemetry_Call_IsRecordedWithModelAndTokens()
    {
        const string source = "patina-tests";
        var ended = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var generator = _counting.AsBuilder().UseOpenTelemetry(sourceName: source).Build();
        await generator.GenerateAsync(Texts);

        var activity = Assert.Single(ended);
        Assert.Equal("embeddings text-model", activity.DisplayName);
        Assert.Equal("patina", activity.GetTagItem("gen_ai.provider.name"));
        Assert.Equal("text-model", activity.GetTagItem("gen_ai.request.model"));
        Assert.Equal("6", $"{activity.GetTagItem("gen_ai.usage.input_tokens")}");
        Assert.Equal("64", $"{activity.GetTagItem("gen_ai.embeddings.dimension.count")}");
    }

    [Fact]
    public async Task UseOpenTelemetry_CallThatFails_IsRecordedAsAnError()
    {
        const string source = "patina-tests-failing";
        var ended = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var generator = _counting.AsBuilder().UseOpenTelemetry(sourceName: source).Build();
        await Assert.ThrowsAsync<EmbeddingException>(() => generator.GenerateAsync(["w10"], new EmbeddingGenerationOptions { Dimensions = 65 }));
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(ended).Status);
    }

    [Fact]
    public async Task ConfigureOptions_Dimensions_ReachTheEngine()
    {
        using var generator = _counting.AsBuilder().ConfigureOptions(options => options.Dimensions = 16).Build();
        Assert.Equal(16, (await generator.GenerateVectorAsync("w10")).Length);
    }

    [Fact]
    public async Task AddPatinaEmbeddings_WithMiddlewareOverIt_ServesThroughTheContainer()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IDistributedCache>(NewCache());
        services.AddPatinaEmbeddings(_ => _model.Open(), TextRole.Passage);
        services.AddEmbeddingGenerator(provider => new EngineEmbeddingGenerator(provider.GetRequiredService<IEmbeddingEngine>(), TextRole.Query))
            .UseDistributedCache().UseOpenTelemetry();
        await using var provider = services.BuildServiceProvider();
        var generator = provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();

        var first = await generator.GenerateVectorAsync("w10");
        Assert.Equal(first.ToArray(), (await generator.GenerateVectorAsync("w10")).ToArray());
        AssertNear(Embed("w10", TextRole.Query), first);
        Assert.Equal(64, generator.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelDimensions);
    }

    /// <summary>Remembers what arrived.</summary>
    private sealed class Counting(IEmbeddingGenerator<string, Embedding<float>> inner) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
    {
        public List<string> Asked { get; } = [];

        public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            string[] texts = [.. values];
            Asked.AddRange(texts);
            return base.GenerateAsync(texts, options, cancellationToken);
        }
    }
}
