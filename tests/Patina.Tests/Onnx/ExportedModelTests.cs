using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Patina.Embeddings;
using Patina.Embeddings.Onnx;
using Patina.Models;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Onnx;

/// <summary>Models that come without a graph, through the whole pipeline.</summary>
public sealed class ExportedModelTests : IDisposable
{
    private const string Text = "w7 w80 w311 w9 w45";

    private readonly TemporaryFolder _cache = new();

    public void Dispose() => _cache.Dispose();

    [Theory]
    [InlineData("bert-A")]
    [InlineData("qwen3-A")]
    public void Open_WithoutGraph_GivesTheVectorsOfTheAuthorsGraph(string checkpoint)
    {
        using var published = new TextModel(checkpoint);
        using var plain = TextModel.Checkpoint(checkpoint);
        using var expected = published.Open();

        using var engine = plain.Open(Options(ModelPrecision.Fp32));

        Assert.Equal(1, TensorPrimitives.CosineSimilarity<float>(Embed(expected), Embed(engine)), 1e-5f);
    }

    [Fact]
    public void Open_NoPrecisionGiven_StoresWeightsInEightBits()
    {
        using var model = TextModel.Checkpoint("bert-A");
        using var full = model.Open(Options(ModelPrecision.Fp32));

        using var engine = model.Open(Options(null));

        Assert.InRange(TensorPrimitives.CosineSimilarity<float>(Embed(full), Embed(engine)), 0.999f, 0.9999999f);
        Assert.NotEqual(full.Fingerprint, engine.Fingerprint);
        Assert.Equal(2, Directory.GetDirectories(_cache.Path).Length);
    }

    [Fact]
    public void Open_Again_TakesTheGraphThatIsThere()
    {
        using var model = TextModel.Checkpoint("bert-A");
        using var first = model.Open(Options(ModelPrecision.Fp32));
        var graph = Assert.Single(Directory.GetFiles(_cache.Path, "model.onnx", SearchOption.AllDirectories));
        var written = File.GetLastWriteTimeUtc(graph);

        using var second = model.Open(Options(ModelPrecision.Fp32));

        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(written, File.GetLastWriteTimeUtc(graph));
        Assert.Single(Directory.GetDirectories(_cache.Path));
    }

    [Fact]
    public void Open_OtherWeights_AreExportedAnew()
    {
        using var model = TextModel.Checkpoint("bert-A");
        using var first = model.Open(Options(ModelPrecision.Fp32));
        var fingerprint = first.Fingerprint;
        var weights = Path.Combine(model.Folder, "model.safetensors");
        var bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);

        using var second = model.Open(Options(ModelPrecision.Fp32));

        Assert.NotEqual(fingerprint, second.Fingerprint);
        Assert.Equal(2, Directory.GetDirectories(_cache.Path).Length);
    }

    [Fact]
    public void Open_ExtractionLayer_PoolsThatLayer()
    {
        using var model = TextModel.Checkpoint("bert-A");
        using var last = model.Open(Options(ModelPrecision.Fp32));

        using var engine = model.Open(Options(ModelPrecision.Fp32) with { ExtractionLayer = 1 });

        Assert.InRange(TensorPrimitives.CosineSimilarity<float>(Embed(last), Embed(engine)), -1, 0.99f);
        Assert.NotEqual(last.Fingerprint, engine.Fingerprint);
    }

    [Fact]
    public void WhyNot_ExtractionLayerOfAFinishedGraph_SaysWhatItNeeds()
    {
        using var model = new TextModel("bert-A");

        Assert.Equal(
            "extraction_layer -2 needs the model's safetensors weights; the folder has a finished graph only",
            new OnnxRuntime().WhyNot(model.Files, TextModel.Options with { ExtractionLayer = -2 }));
    }

    [Fact]
    public void WhyNot_UnknownArchitecture_NamesThoseKnown()
    {
        using var model = TextModel.Checkpoint("bert-A");
        model.Write("config.json", new JsonObject { ["model_type"] = "t5" }.ToJsonString());

        Assert.Contains(
            $"none can be made: \"model_type\" is 't5'; known here: {string.Join(", ", Transformers.Known.Order(StringComparer.Ordinal))}",
            new OnnxRuntime().WhyNot(model.Files, TextModel.Options));
    }

    [Fact]
    public void Open_WeightsThatDoNotFit_LeavesNothingBehind()
    {
        using var model = TextModel.Checkpoint("bert-A");
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(model.Folder, "config.json")))!;
        config["hidden_size"] = 32;
        model.Write("config.json", config.ToJsonString());

        var failure = Assert.Throws<EmbeddingException>(() => model.Open(Options(ModelPrecision.Fp32)));

        Assert.Equal(EmbeddingError.BadWeights, failure.Reason);
        Assert.Contains("config.json asks for", failure.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_cache.Path));
    }

    private static float[] Embed(IEmbeddingEngine engine)
    {
        var vector = new float[engine.Dimension];
        engine.Embed(Text, vector);
        return vector;
    }

    private EngineOptions Options(ModelPrecision? precision) => TextModel.Options with { Precision = precision, OptimizedModels = _cache.Path };
}
