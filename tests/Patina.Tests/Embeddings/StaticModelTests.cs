using Patina.Embeddings;
using Patina.Embeddings.Static;
using Patina.Safetensors;

namespace Patina.Tests.Embeddings;

/// <summary>How vectors are made, by hand: red = (3,4), green = (0,2), blue = (-1,0), [UNK] = (9,9).</summary>
public sealed class StaticModelTests
{
    private static readonly StaticModelOptions AsSummed = new() { Normalize = false };

    private const string SquareRoot = """{"pooling":"sqrt_tf","normalize":true,"max_length":8,"matryoshka":[1,2],"document_vector":"l2(l2(body)+l2(head))"}""";

    [Fact]
    public void Embed_Model2Vec_IsTheMeanOfItsRows()
    {
        using var tiny = new TinyModel();
        Assert.Equal([1f, 8f / 3], tiny.Embed("red green green", AsSummed), AboutEqual);
        Assert.Equal([0.6f, 0.8f], tiny.Embed("red"), AboutEqual);
    }

    [Fact]
    public void Embed_UnknownTokens_AreLeftOut()
    {
        using var tiny = new TinyModel();
        Assert.Equal([1f, 2f], tiny.Embed("red mauve blue", AsSummed), AboutEqual);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("mauve")]
    public void Embed_NoKnownToken_IsZero(string text)
    {
        using var tiny = new TinyModel();
        Assert.Equal([0f, 0f], tiny.Embed(text));
    }

    [Fact]
    public void Embed_SquareRootOfFrequency_SumsDistinctRows()
    {
        using var tiny = new TinyModel(SquareRoot);
        Assert.Equal([3f, 4 + 2 * MathF.Sqrt(2)], tiny.Embed("green red green", AsSummed), AboutEqual);
    }

    [Theory]
    [InlineData("first")]
    [InlineData("last")]
    [InlineData("pooler")]
    public void Embed_PoolingOfTheTeacher_IsStillTheMean(string pooling)
    {
        using var tiny = new TinyModel($$"""{"pooling":"{{pooling}}"}""");
        Assert.Equal([1f, 2f], tiny.Embed("red blue"), AboutEqual);
    }

    [Fact]
    public void Embed_MoreTokensThanCount_TakesTheFirstKnownOnes()
    {
        using var tiny = new TinyModel();
        var options = AsSummed with { MaxLength = 2 };
        // Two tokens at the median length of five characters: "mauve red " is all that is tokenized.
        Assert.Equal([3f, 4f], tiny.Embed("mauve red green blue", options), AboutEqual);
        Assert.Equal([1f, 2f], tiny.Embed("red blue green", options), AboutEqual);
    }

    [Fact]
    public void Embed_CutOfModel2Vec_CountsCharactersNotUtf16Units()
    {
        using var tiny = new TinyModel();
        var options = AsSummed with { MaxLength = 1 };
        Assert.Equal([3f, 4f], tiny.Embed("\U0001F600 red", options), AboutEqual); // six units, five characters
        Assert.Equal([0f, 0f], tiny.Embed("\U0001F600\U0001F600 red", options)); // cut after "re"
    }

    [Fact]
    public void Embed_SquareRootForm_IsNotCutBeforeItIsTokenized()
    {
        using var tiny = new TinyModel(SquareRoot);
        Assert.Equal([3f, 4f], tiny.Embed(new string(' ', 1000) + "red", AsSummed with { MaxLength = 1 }), AboutEqual);
    }

    [Fact]
    public void Embed_WeightsAndMapping_AreByTokenAndByRow()
    {
        using var tiny = new TinyModel(tensors:
        [
            TensorData.Floats("embeddings", new[] { 1f, 0f, 0f, 1f }, 2, 2),
            TensorData.Bytes("mapping", DType.I64, Int64(0, 0, 1, 0, 1), 5),
            TensorData.Floats("weights", new[] { 0f, 0f, 5f, 7f, 11f }, 5),
        ]);
        Assert.Equal([7f / 3, 16f / 3], tiny.Embed("red green blue", AsSummed), AboutEqual);
    }

    [Fact]
    public void Embed_EightBitRows_AreScaledWhereScalesAreStored()
    {
        byte[] rows = [0, 0, 0, 0, 100, unchecked((byte)-128), 1, 2, 0, 127];
        using var plain = new TinyModel(tensors: [TensorData.Bytes("embeddings", DType.I8, rows, 5, 2)]);
        Assert.Equal([100f, -128f], plain.Embed("red", AsSummed), AboutEqual);

        using var scaled = new TinyModel(tensors:
        [
            TensorData.Bytes("embeddings", DType.I8, rows, 5, 2),
            TensorData.Floats("scales", new[] { 1f, 1f, 0.5f, 10f, 1f }, 5),
        ]);
        Assert.Equal([60f / 2, -44f / 2], scaled.Embed("red green", AsSummed), AboutEqual);
    }

    [Theory]
    [InlineData(DType.F16)]
    [InlineData(DType.BF16)]
    [InlineData(DType.F64)]
    public void Embed_RowsInOtherTypes_GiveTheSameVector(DType type)
    {
        using var tiny = new TinyModel(tensors: [TensorData.Bytes("embeddings", type, Encode(type, TinyModel.Rows), 5, 2)]);
        Assert.Equal([1f, 2f], tiny.Embed("red blue", AsSummed), AboutEqual);
    }

    [Fact]
    public void EmbedPassage_ModelWithHead_AddsUnitVectors()
    {
        using var tiny = new TinyModel(SquareRoot);
        using var model = StaticModel.Open(tiny.Folder);
        // l2(red) + l2(blue) = (0.6, 0.8) + (-1, 0)
        var norm = MathF.Sqrt(0.4f * 0.4f + 0.8f * 0.8f);
        Assert.Equal([-0.4f / norm, 0.8f / norm], Embed(model, new("blue", "red red")), AboutEqual);
        Assert.Equal([0.6f, 0.8f], Embed(model, new("", "red")), AboutEqual);
        Assert.Equal([0.6f, 0.8f], Embed(model, new("red", "mauve")), AboutEqual);
        Assert.Equal([0f, 0f], Embed(model, new("", "")));
    }

    [Fact]
    public void EmbedPassage_ModelWithoutHead_ReadsItBeforeTheBody()
    {
        using var tiny = new TinyModel();
        using var model = StaticModel.Open(tiny.Folder, AsSummed);
        Assert.Equal([1f, 2f], Embed(model, new("red", "blue")), AboutEqual);
        Assert.Equal([-1f, 0f], Embed(model, new("", "blue")), AboutEqual);
        Assert.Equal([3f, 4f], Embed(model, new("red", "")), AboutEqual);
    }

    [Fact]
    public void EmbedPassage_ModelWithHeadCutToOneDimension_CutsTheFinishedVector()
    {
        using var tiny = new TinyModel(SquareRoot);
        using var model = StaticModel.Open(tiny.Folder, new StaticModelOptions { Dimensions = 1, Normalize = false });
        Assert.Equal([-0.4f], Embed(model, new("blue", "red")), AboutEqual);
    }

    [Theory]
    [InlineData("config_sentence_transformers.json", "")]
    [InlineData("config_sentence_transformers.json", "0_StaticEmbedding/")]
    public void Open_LayoutOfSentenceTransformers_IsFound(string config, string subfolder)
    {
        using var tiny = new TinyModel();
        tiny.Delete("config.json");
        tiny.Write(config, """{"prompts":{"query":"","document":""},"similarity_fn_name":"cosine"}""");
        tiny.Write("modules.json", """[{"idx":0,"type":"sentence_transformers.models.StaticEmbedding"}]""");
        tiny.Delete("tokenizer.json");
        tiny.Delete("model.safetensors");
        tiny.Write(subfolder + "tokenizer.json", TinyModel.TokenizerJson(TinyModel.Words));
        tiny.WriteWeights(subfolder + "model.safetensors", TensorData.Floats("embedding.weight", TinyModel.Rows, 5, 2));
        Assert.Equal([1f, 2f], tiny.Embed("red blue"), AboutEqual);
    }

    [Fact]
    public void Embed_VectorOfAnotherLength_IsMisuse()
    {
        using var tiny = new TinyModel();
        using var model = StaticModel.Open(tiny.Folder);
        Assert.Throws<ArgumentException>(() => model.Embed("red", new float[3]));
        Assert.Throws<ArgumentException>(() => model.Embed(new Passage("", "red"), new float[1]));
    }

    private static float[] Embed(StaticModel model, Passage passage)
    {
        var vector = new float[model.Dimension];
        model.Embed(passage, vector);
        return vector;
    }

    private static bool AboutEqual(float left, float right) => MathF.Abs(left - right) < 1e-5f;

    private static byte[] Int64(params long[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] Encode(DType type, float[] values) => [.. values.SelectMany(value => type switch
    {
        DType.F16 => BitConverter.GetBytes((Half)value),
        DType.BF16 => BitConverter.GetBytes(value)[2..],
        _ => BitConverter.GetBytes((double)value),
    })];
}
