using System.Numerics.Tensors;
using System.Text.Json;
using Patina.Embeddings;
using Patina.Tokenizers;

namespace Patina.Tests.Embeddings;

/// <summary>The model that comes with the program, against the goldens of the table that it was rounded from.</summary>
public sealed class EmbeddedModelTests
{
    /// <summary>int8 against F16; the lowest measured is .99997.</summary>
    private const float LowestCosine = 0.9999f;

    private static readonly JsonElement Goldens = JsonDocument
        .Parse(File.ReadAllBytes(Repository.Fixture("models", "patina-static-v0", "goldens.json"))).RootElement;

    private static IEmbeddingEngine Open() => TestModels.Open("patina-static-v0", "auto", Path.GetTempPath());

    [Fact]
    public void Verify_FilesBesideTheProgram_AreThoseShipped() => TestModels.Default.VerifyEmbedded(EmbeddingModels.Default);

    [Fact]
    public void Verify_ModelThatDoesNotComeWithTheProgram_IsMisuse() =>
        Assert.Throws<ArgumentException>(() => TestModels.Default.VerifyEmbedded("./models/mine"));

    [Fact]
    public void Open_TheDefault_IsListedAndHas256Numbers()
    {
        using var engine = TestModels.Open(EmbeddingModels.Default, "auto", Path.GetTempPath());
        Assert.Equal(["patina-static-v1", "patina-static-v0"], EmbeddingModels.Embedded);
        Assert.Equal("patina-static-v1", engine.ModelName);
        Assert.Equal(256, engine.Dimension);
        Assert.Matches("^[0-9a-f]{64}$", engine.Fingerprint);
    }

    [Theory]
    [InlineData("поиск по индексу и сортировка результатов", "// сортировка результатов поиска по индексу", "// закрывает соединение с сервером")]
    [InlineData("キャッシュを削除する", "// 古いキャッシュを削除する関数", "// 接続を閉じる")]
    [InlineData("检查文件的权限", "# 打开之前检查文件权限", "# 关闭网络连接")]
    [InlineData("ταξινόμηση αποτελεσμάτων", "-- ταξινόμηση των αποτελεσμάτων", "-- κλείσιμο σύνδεσης")]
    [InlineData("인증 토큰 갱신", "// 만료된 인증 토큰을 갱신한다", "// 파일을 닫는다")]
    public void EmbedQuery_OtherScripts_IsNearestToTheTextThatSaysSo(string question, string right, string wrong)
    {
        using var engine = TestModels.Open(EmbeddingModels.Default, "auto", Path.GetTempPath());
        var (query, found, other) = (new float[engine.Dimension], new float[engine.Dimension], new float[engine.Dimension]);
        engine.EmbedQuery(question, query);
        engine.EmbedPassage(new Passage("", right), found);
        engine.EmbedPassage(new Passage("", wrong), other);
        Assert.True(TensorPrimitives.Dot<float>(query, found) > TensorPrimitives.Dot<float>(query, other));
    }

    [Fact]
    public void Tokenizer_GoldenTexts_GivesTheirIds()
    {
        var tokenizer = Tokenizer.Load(Path.Combine(AppContext.BaseDirectory, "models", "patina-static-v0", "tokenizer.json"));
        var ids = new List<int>();
        foreach (var golden in Goldens.GetProperty("texts").EnumerateArray())
        {
            ids.Clear();
            tokenizer.Encode(golden.GetProperty("text").GetString(), ids, addSpecialTokens: false);
            Assert.Equal(golden.GetProperty("token_count").GetInt32(), ids.Count);
            Assert.Equal(golden.GetProperty("ids").Deserialize<int[]>(), ids.Take(512));
        }
    }

    [Fact]
    public void EmbedQuery_GoldenTexts_MatchesWithinRounding()
    {
        using var engine = Open();
        var texts = Goldens.GetProperty("texts").EnumerateArray().ToList();
        Assert.Equal(60, texts.Count);
        var vector = new float[engine.Dimension];
        foreach (var golden in texts)
        {
            engine.EmbedQuery(golden.GetProperty("text").GetString()!, vector);
            AssertClose(golden.GetProperty("embedding").Deserialize<float[]>()!, vector);
        }
    }

    [Fact]
    public void EmbedBatch_GoldenDocuments_MatchesWithinRounding()
    {
        using var engine = Open();
        var documents = Goldens.GetProperty("documents").EnumerateArray().ToList();
        Assert.Equal(10, documents.Count);
        var passages = documents.ConvertAll(
            golden => new Passage(golden.GetProperty("head").GetString()!, golden.GetProperty("body").GetString()!));

        var vectors = new float[passages.Count * engine.Dimension];
        engine.EmbedBatch(passages, vectors);

        for (var i = 0; i < passages.Count; i++)
            AssertClose(documents[i].GetProperty("document").Deserialize<float[]>()!, vectors.AsSpan(i * engine.Dimension, engine.Dimension));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    public void EmbedPassage_FewerDimensions_IsTheFrontOfTheWholeVectorAtUnitLength(int dimensions)
    {
        using var whole = Open();
        using var cut = TestModels.Open("patina-static-v0", "static", Path.GetTempPath(), dimensions);
        var passage = new Passage("parse the header", "static SafetensorsHeader ReadHeader(Stream stream)");
        var expected = new float[whole.Dimension];
        var vector = new float[dimensions];

        whole.EmbedPassage(passage, expected);
        cut.EmbedPassage(passage, vector);

        var norm = TensorPrimitives.Norm<float>(expected.AsSpan(0, dimensions));
        for (var d = 0; d < dimensions; d++)
            Assert.Equal(expected[d] / norm, vector[d], 1e-6f);
        Assert.NotEqual(whole.Fingerprint, cut.Fingerprint);
    }

    [Fact]
    public void Open_DimensionsItWasNotTrainedFor_IsRefused() =>
        Assert.Equal(EmbeddingError.Unsupported, Assert.Throws<EmbeddingException>(
            () => TestModels.Open("patina-static-v0", "static", Path.GetTempPath(), 200)).Reason);

    [Fact]
    public void EmbedQuery_VeryLongText_CountsItsFirst512Tokens()
    {
        using var engine = Open();
        var first = string.Concat(Enumerable.Repeat("alpha ", 512));
        var expected = new float[engine.Dimension];
        var vector = new float[engine.Dimension];

        engine.EmbedQuery(first, expected);
        engine.EmbedQuery(first + string.Concat(Enumerable.Repeat("beta ", 20_000)), vector);

        Assert.Equal(expected, vector);
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (!expected.ContainsAnyExcept(0f))
        {
            Assert.False(actual.ContainsAnyExcept(0f));
            return;
        }

        Assert.Equal(1f, TensorPrimitives.Norm(actual), 1e-5f);
        Assert.InRange(TensorPrimitives.CosineSimilarity(expected, actual), LowestCosine, 1.0001f);
    }
}
