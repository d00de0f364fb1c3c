using System.Numerics.Tensors;
using Patina.Embeddings;
using Patina.Embeddings.Onnx;
using Patina.Embeddings.Onnx.Export;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Onnx;

/// <summary>Checkpoints exported as folders, and those folders used as models.</summary>
public sealed class FolderExportTests : IDisposable
{
    private const string Text = "w7 w80 w311 w9 w45";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Target => Path.Combine(_folder.Path, "exported");

    [Theory]
    [InlineData(ModelPrecision.Fp32, false, 0.9999999)]
    [InlineData(ModelPrecision.Fp32, true, 0.9999999)]
    [InlineData(ModelPrecision.Fp16, false, 0.99999)]
    [InlineData(ModelPrecision.Int8, true, 0.999)]
    [InlineData(ModelPrecision.Int4, false, 0.95)]
    public void Complete_AnyPrecision_IsAModelThatGivesTheVectors(ModelPrecision precision, bool pools, double cosine)
    {
        using var model = TextModel.Checkpoint("bert-A");
        using var expected = model.Open(Options(ModelPrecision.Fp32));

        Export(model, Options(precision), pools);

        Assert.Equal([_folder.Path + "/exported"], Directory.GetFileSystemEntries(_folder.Path));
        using var engine = new OnnxRuntime().Open(new ModelFiles(Target), Options(precision));
        Assert.InRange(TensorPrimitives.CosineSimilarity<float>(Embed(expected), Embed(engine)), cosine, 1.000001);
    }

    [Fact]
    public void Complete_Graph_KnowsItsPrecision()
    {
        using var model = TextModel.Checkpoint("bert-A");
        Export(model, Options(ModelPrecision.Int8));

        var failure = Assert.Throws<EmbeddingException>(() => new OnnxRuntime().Open(new ModelFiles(Target), Options(ModelPrecision.Fp32)));

        Assert.Equal(EmbeddingError.MissingFile, failure.Reason);
        Assert.Contains("It has int8 (model.onnx)", failure.Message);
        using var engine = new OnnxRuntime().Open(new ModelFiles(Target), Options(null));
        Assert.Equal(64, engine.Dimension);
    }

    [Fact]
    public void Write_SettingsOfRegistryAndRecipe_AreInTheFolder()
    {
        using var model = TextModel.Checkpoint("bert-A");
        var options = Options(ModelPrecision.Fp32) with { QueryPrompt = "w3 w4 ", PassagePrompt = "w5 ", Pooling = Pooling.Cls, MaxLength = 6, ExtractionLayer = 1 };
        using var expected = model.Open(options);

        Export(model, options);

        using var engine = new OnnxRuntime().Open(new ModelFiles(Target), Options(null));
        var (query, passage) = (new float[engine.Dimension], new float[engine.Dimension]);
        engine.EmbedQuery(Text, query);
        engine.EmbedPassage(new Passage("", Text), passage);
        var (expectedQuery, expectedPassage) = (new float[64], new float[64]);
        expected.EmbedQuery(Text, expectedQuery);
        expected.EmbedPassage(new Passage("", Text), expectedPassage);
        Assert.Equal(1, TensorPrimitives.CosineSimilarity<float>(expectedQuery, query), 1e-6f);
        Assert.Equal(1, TensorPrimitives.CosineSimilarity<float>(expectedPassage, passage), 1e-6f);
        Assert.InRange(TensorPrimitives.CosineSimilarity<float>(query, passage), -1, 0.9999f);
    }

    [Fact]
    public void Write_Progress_CountsEveryByteLayerByLayer()
    {
        using var model = TextModel.Checkpoint("bert-A");
        var told = new List<ExportProgress>();
        using var export = FolderExport.Begin(model.Files, Options(ModelPrecision.Int8), Target, pools: false);

        var files = export.Write(new Told(told.Add), CancellationToken.None);

        Assert.Equal(told.Select(progress => progress.Written).Order(), told.Select(progress => progress.Written));
        Assert.Equal(told[^1].Total, told[^1].Written);
        Assert.InRange(files.Single(file => file.Name == "model.onnx").Bytes, told[^1].Total, told[^1].Total * 1.3);
        Assert.Equal([null, 1, 2], told.Select(progress => progress.Layer).Distinct().Order());
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        using var model = TextModel.Checkpoint("bert-A");
        using var source = new CancellationTokenSource();
        var stop = new Told(progress =>
        {
            if (progress.Layer == 2)
                source.Cancel();
        });
        using (var export = FolderExport.Begin(model.Files, Options(ModelPrecision.Fp16), Target, pools: false))
            Assert.Throws<OperationCanceledException>(() => export.Write(stop, source.Token));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Compare_Quantised_TellsHowNearItIs()
    {
        using var model = TextModel.Checkpoint("bert-A");
        model.Write("tokenizer.json", Embeddings.TinyModel.TokenizerJson(Embeddings.LetterModel.Tokens));
        using var export = FolderExport.Begin(model.Files, Options(ModelPrecision.Int4), Target, pools: true);
        export.Write(null, CancellationToken.None);

        var agreement = export.Compare(null, CancellationToken.None);

        Assert.InRange(agreement.LowestCosine, 0.8f, 0.9999f);
        Assert.InRange(agreement.MeanCosine, agreement.LowestCosine, 0.99999f);
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Begin_FolderThatIsThere_IsRefused()
    {
        using var model = TextModel.Checkpoint("bert-A");
        Directory.CreateDirectory(Target);

        var failure = Assert.Throws<EmbeddingException>(() => FolderExport.Begin(model.Files, Options(null), Target, pools: false));

        Assert.Contains("exists already", failure.Message);
        Assert.Empty(Directory.GetFileSystemEntries(Target));
    }

    [Theory]
    [InlineData(Pooling.Max)]
    [InlineData(Pooling.WeightedMean)]
    public void Begin_PoolingThatNoGraphDoes_IsRefused(Pooling pooling)
    {
        using var model = TextModel.Checkpoint("bert-A");

        var failure = Assert.Throws<EmbeddingException>(() => FolderExport.Begin(model.Files, Options(null) with { Pooling = pooling }, Target, pools: true));

        Assert.Equal(EmbeddingError.Unsupported, failure.Reason);
    }

    [Fact]
    public void Begin_NothingSaysHowToPool_IsRefusedForAGraphThatPools()
    {
        using var model = TextModel.Checkpoint("bert-A");
        File.Delete(Path.Combine(model.Folder, "modules.json"));
        Directory.Delete(Path.Combine(model.Folder, "1_Pooling"), recursive: true);

        var failure = Assert.Throws<EmbeddingException>(() => FolderExport.Begin(model.Files, Options(null), Target, pools: true));

        Assert.Contains("nothing says how to pool", failure.Message);
    }

    private static EngineOptions Options(ModelPrecision? precision) => TextModel.Options with { Precision = precision };

    private static float[] Embed(IEmbeddingEngine engine)
    {
        var vector = new float[engine.Dimension];
        engine.Embed(Text, vector);
        return vector;
    }

    private void Export(TextModel model, EngineOptions options, bool pools = false)
    {
        using var export = FolderExport.Begin(model.Files, options, Target, pools);
        export.Write(null, CancellationToken.None);
        export.Complete();
    }

    private sealed class Told(Action<ExportProgress> tell) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value) => tell(value);
    }
}
