using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Patina.Embeddings;
using Patina.Embeddings.Extensions;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Onnx;

public sealed class EngineEmbeddingGeneratorTests : IDisposable
{
    private static readonly string[] Texts = ["w10", "w11 w12", "", "w13 w14 w15"];

    private readonly TextModel _model = new();

    public EngineEmbeddingGeneratorTests() =>
        _model.Write("config_sentence_transformers.json", """{"prompts":{"query":"w20 ","document":"w30 "}}""");

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task GenerateAsync_SeveralTexts_GivesTheEnginesVectorsAndItsUsage()
    {
        using var engine = _model.Open();
        using var generator = new EngineEmbeddingGenerator(engine);

        var embeddings = await generator.GenerateAsync(Texts);

        Assert.Equal(Texts.Select(text => Embed(engine, text)), embeddings.Select(embedding => embedding.Vector.ToArray()), NearRows);
        Assert.Equal(6, embeddings.Usage?.InputTokenCount);
        Assert.Equal(6, embeddings.Usage?.TotalTokenCount);
        Assert.All(embeddings, embedding => Assert.Equal("text-model", embedding.ModelId));
    }

    [Fact]
    public async Task GenerateAsync_FewerDimensions_GivesWhatAModelOpenedWithThemGives()
    {
        using var generator = new EngineEmbeddingGenerator(_model.Open(), ownsEngine: true);
        using var shorter = _model.Open(TextModel.Options with { Dimensions = 16 });

        var embedding = (await generator.GenerateAsync(["w10 w11"], new EmbeddingGenerationOptions { Dimensions = 16 }))[0];

        Assert.Equal(Embed(shorter, "w10 w11"), embedding.Vector.ToArray(), Near);
    }

    [Fact]
    public async Task GenerateAsync_FewerDimensionsOfAModelThatNormalizesBeforeCut_DoesSo()
    {
        _model.Write("config.json", """{"model_type":"nomic_bert","max_position_embeddings":64}""");
        using var generator = new EngineEmbeddingGenerator(_model.Open(), ownsEngine: true);
        using var shorter = _model.Open(TextModel.Options with { Dimensions = 16 });

        var embedding = (await generator.GenerateAsync(["w10 w11"], new EmbeddingGenerationOptions { Dimensions = 16 }))[0];

        Assert.Equal(Embed(shorter, "w10 w11"), embedding.Vector.ToArray(), Near);
    }

    [Fact]
    public async Task GenerateAsync_Role_PutsItsPromptFirst()
    {
        using var engine = _model.Open();
        using var generator = new EngineEmbeddingGenerator(engine, TextRole.Passage);

        Assert.Equal(Embed(engine, "w30 w10"), await Vector(null), Near);
        Assert.Equal(Embed(engine, "w20 w10"), await Vector("query"), Near);
        Assert.Equal(Embed(engine, "w10"), await Vector(TextRole.Plain), Near);

        async Task<float[]> Vector(object? role) =>
            (await generator.GenerateAsync(["w10"], role is null ? null : new EmbeddingGenerationOptions { AdditionalProperties = new() { ["role"] = role } }))[0].Vector.ToArray();
    }

    [Fact]
    public async Task GenerateAsync_WhatItCannotDo_IsAnErrorOfTheTask()
    {
        using var generator = new EngineEmbeddingGenerator(_model.Open(), ownsEngine: true);
        var wrong = new (EmbeddingGenerationOptions Options, EmbeddingError Reason)[]
        {
            (new() { Dimensions = 65 }, EmbeddingError.Unsupported),
            (new() { ModelId = "other" }, EmbeddingError.UnknownModel),
            (new() { AdditionalProperties = new() { ["role"] = "title" } }, EmbeddingError.Unsupported),
        };

        foreach (var (options, reason) in wrong)
        {
            var task = generator.GenerateAsync(["w10"], options);
            Assert.Equal(reason, (await Assert.ThrowsAsync<EmbeddingException>(() => task)).Reason);
        }
    }

    [Fact]
    public async Task GenerateAsync_Cancelled_IsACancelledTask()
    {
        using var generator = new EngineEmbeddingGenerator(_model.Open(), ownsEngine: true);

        var task = generator.GenerateAsync(Texts, cancellationToken: new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.True(task.IsCanceled);
    }

    [Fact]
    public async Task GenerateAsync_NoTexts_IsEmpty()
    {
        using var generator = new EngineEmbeddingGenerator(_model.Open(), ownsEngine: true);

        Assert.Empty(await generator.GenerateAsync([]));
    }

    [Fact]
    public void GetService_ThroughAWrapper_GivesMetadataEngineAndItself()
    {
        using var engine = _model.Open();
        using var generator = new EngineEmbeddingGenerator(engine);
        using var wrapped = new Wrapper(generator);

        var metadata = Assert.IsType<EmbeddingGeneratorMetadata>(wrapped.GetService(typeof(EmbeddingGeneratorMetadata)));
        Assert.Equal(("patina", "text-model", 64), (metadata.ProviderName, metadata.DefaultModelId, metadata.DefaultModelDimensions));
        Assert.Same(engine, wrapped.GetService<IEmbeddingEngine>());
        Assert.Same(generator, wrapped.GetService<EngineEmbeddingGenerator>());
        Assert.Null(generator.GetService(typeof(IEmbeddingEngine), "key"));
    }

    [Fact]
    public async Task AddPatinaEmbeddings_Container_OpensOneEngineAndDisposesIt()
    {
        var opened = 0;
        var services = new ServiceCollection().AddPatinaEmbeddings(_ =>
        {
            opened++;
            return _model.Open();
        });
        IEmbeddingEngine engine;
        await using (var provider = services.BuildServiceProvider())
        {
            Assert.Equal(0, opened);
            var generator = provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
            engine = provider.GetRequiredService<IEmbeddingEngine>();
            Assert.Equal(Embed(engine, "w10"), (await generator.GenerateVectorAsync("w10")).ToArray(), Near);
            Assert.Equal(1, opened);
        }

        Assert.Throws<ObjectDisposedException>(() => Embed(engine, "w10"));
    }

    private static float[] Embed(IEmbeddingEngine engine, string text)
    {
        var vector = new float[engine.Dimension];
        engine.Embed(text, vector);
        return vector;
    }

    private static bool Near(float left, float right) => MathF.Abs(left - right) <= 1e-5f;

    private static bool NearRows(float[] left, float[] right) => left.Length == right.Length && left.Zip(right).All(pair => Near(pair.First, pair.Second));

    private sealed class Wrapper(IEmbeddingGenerator<string, Embedding<float>> inner) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner);
}
