using Patina.Embeddings;
using Patina.Embeddings.Static;
using Patina.Safetensors;

namespace Patina.Tests.Embeddings;

/// <summary>One unusable folder per rule.</summary>
public sealed class HostileStaticModelTests
{
    private static EmbeddingError ReasonFor(TinyModel tiny, StaticModelOptions? options = null) =>
        Assert.Throws<EmbeddingException>(() => StaticModel.Open(tiny.Folder, options).Dispose()).Reason;

    private static EmbeddingError ReasonForTensors(params TensorData[] tensors)
    {
        using var tiny = new TinyModel(tensors: tensors);
        return ReasonFor(tiny);
    }

    private static TensorData Table(int rows = 5) => TensorData.Floats("embeddings", new float[rows * 2], rows, 2);

    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    [InlineData("model.safetensors")]
    public void Open_FileMissing_IsRefused(string name)
    {
        using var tiny = new TinyModel();
        tiny.Delete(name);
        Assert.Equal(EmbeddingError.MissingFile, ReasonFor(tiny));
    }

    [Fact]
    public void Open_NoSuchFolder_IsRefused() =>
        Assert.Equal(EmbeddingError.MissingFile, Assert.Throws<EmbeddingException>(
            () => StaticModel.Open(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()))).Reason);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"normalize\":\"yes\"}")]
    [InlineData("{\"pooling\":1}")]
    [InlineData("{\"max_length\":0}")]
    [InlineData("{\"max_length\":1.5}")]
    [InlineData("{\"matryoshka\":[64,\"128\"]}")]
    public void Open_ConfigDamaged_IsRefused(string config)
    {
        using var tiny = new TinyModel(config);
        Assert.Equal(EmbeddingError.BadConfig, ReasonFor(tiny));
    }

    [Fact]
    public void Open_ConfigOfHugeSize_IsRefused()
    {
        using var tiny = new TinyModel(new string(' ', 1 << 20) + "{}");
        Assert.Equal(EmbeddingError.BadConfig, ReasonFor(tiny));
    }

    [Theory]
    [InlineData("{\"pooling\":\"max\"}")]
    [InlineData("{\"pooling\":\"Mean\"}")]
    [InlineData("{\"document_vector\":\"l2(body+head)\"}")]
    [InlineData("{\"prompts\":{\"query\":\"search: \"}}")]
    public void Open_ConfigAskingForTheUnknown_IsRefused(string config)
    {
        using var tiny = new TinyModel(config);
        Assert.Equal(EmbeddingError.Unsupported, ReasonFor(tiny));
    }

    [Theory]
    [InlineData("""[{"type":"sentence_transformers.models.StaticEmbedding"},{"type":"sentence_transformers.models.Dense"}]""", EmbeddingError.Unsupported)]
    [InlineData("""[{"idx":0}]""", EmbeddingError.BadConfig)]
    [InlineData("{}", EmbeddingError.BadConfig)]
    public void Open_ModulesThatAreNotApplied_AreRefused(string modules, EmbeddingError expected)
    {
        using var tiny = new TinyModel();
        tiny.Write("modules.json", modules);
        Assert.Equal(expected, ReasonFor(tiny));
    }

    [Fact]
    public void Open_WeightsDamaged_IsRefused()
    {
        using var tiny = new TinyModel();
        tiny.Write("model.safetensors", "version https://git-lfs.github.com/spec/v1");
        Assert.Equal(EmbeddingError.BadWeights, ReasonFor(tiny));
    }

    [Fact]
    public void Open_TablesNotExactlyOne_IsRefused()
    {
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors());
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors(Table(), TensorData.Floats("embedding.weight", new float[10], 5, 2)));
    }

    [Fact]
    public void Open_TensorOfUnknownPurpose_IsRefused() =>
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors(Table(), TensorData.Floats("bias", new float[2], 2)));

    [Fact]
    public void Open_TableOfAnotherShapeOrType_IsRefused()
    {
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors(TensorData.Floats("embeddings", new float[10], 10)));
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors(TensorData.Floats("embeddings", new float[10], 5, 2, 1)));
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors(TensorData.Floats("embeddings", Array.Empty<float>(), 5, 0)));
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors(TensorData.Bytes("embeddings", DType.U8, new byte[10], 5, 2)));
    }

    [Fact]
    public void Open_FactorsOfAnotherLengthOrType_IsRefused()
    {
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors(Table(), TensorData.Floats("weights", new float[4], 4)));
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors(Table(), TensorData.Bytes("weights", DType.I8, new byte[5], 5)));
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors(Table(), TensorData.Floats("scales", new float[5], 5)));
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors(
            TensorData.Bytes("embeddings", DType.I8, new byte[10], 5, 2), TensorData.Floats("scales", new float[5], 5, 1)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void Open_MappingOutsideTheTable_IsRefused(int row)
    {
        byte[] mapping = [.. new byte[16], .. BitConverter.GetBytes(row)];
        Assert.Equal(EmbeddingError.BadWeights, ReasonForTensors(Table(rows: 2), TensorData.Bytes("mapping", DType.I32, mapping, 5)));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void Open_TableForAnotherVocabulary_IsRefused(int rows) =>
        Assert.Equal(EmbeddingError.BadTokenizer, ReasonForTensors(Table(rows)));

    [Fact]
    public void Open_TokenizerDamaged_IsRefused()
    {
        using var tiny = new TinyModel();
        tiny.Write("tokenizer.json", "{}");
        Assert.Equal(EmbeddingError.BadTokenizer, ReasonFor(tiny));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public void Open_DimensionsItDoesNotHave_IsRefused(int dimensions)
    {
        using var tiny = new TinyModel();
        Assert.Equal(EmbeddingError.Unsupported, ReasonFor(tiny, new StaticModelOptions { Dimensions = dimensions }));
    }
}
