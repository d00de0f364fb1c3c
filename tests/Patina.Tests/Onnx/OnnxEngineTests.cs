using System.Numerics.Tensors;
using System.Text.Json;
using Patina.Embeddings;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Onnx;

/// <summary>A published model's folder through the whole pipeline, on texts.</summary>
public sealed class OnnxEngineTests
{
    private const float Tolerance = 1e-5f;

    [Theory]
    [InlineData("bert-A", "batch_right_padded", "pooling_mode_mean_tokens")]
    [InlineData("bert-A", "batch_cls_pooling", "pooling_mode_cls_token")]
    [InlineData("bert-A", "one_token_in_batch", "pooling_mode_mean_tokens")]
    [InlineData("bert-A", "matryoshka_half", "pooling_mode_mean_tokens")]
    [InlineData("qwen3-A", "batch_left_padded_mean_pooling", "pooling_mode_mean_tokens")]
    public void EmbedTexts_GoldenCase_IsWithinItsTolerance(string checkpoint, string name, string pooling)
    {
        var (texts, vectors, tokens) = Golden(checkpoint, name);
        using var model = new TextModel(checkpoint);
        model.WritePooling(pooling);
        using var engine = model.Open(TextModel.Options with { Dimensions = vectors[0].Length == 64 ? null : vectors[0].Length });

        var found = new float[texts.Length * engine.Dimension];
        Assert.Equal(tokens, engine.EmbedTexts(texts, TextRole.Plain, found));
        AssertNear(vectors.SelectMany(row => row), found);
    }

    [Fact]
    public void EmbedTexts_LastTokenPooling_EndsEveryTextWithTheEndToken()
    {
        // config.json of the checkpoint says that token 598 ends a text.
        using var model = new TextModel("qwen3-A");
        model.WritePooling("pooling_mode_lasttoken");
        using var engine = model.Open();
        using var adding = new TextModel("qwen3-A", last: 598);
        adding.WritePooling("pooling_mode_lasttoken");
        using var engineAdding = adding.Open();

        Assert.Equal(Embed(engineAdding, "w7 w8 w9"), Embed(engine, "w7 w8 w9"));
        Assert.Equal(4, engine.EmbedTexts(["w7 w8 w9"], TextRole.Plain, new float[64]));
        Assert.Equal(4, engineAdding.EmbedTexts(["w7 w8 w9"], TextRole.Plain, new float[64]));
    }

    [Fact]
    public void EmbedTexts_TokenizerThatEndsTextsItself_AddsNoSecondEnd()
    {
        using var model = new TextModel("qwen3-A", last: 597);
        model.WritePooling("pooling_mode_lasttoken");
        using var engine = model.Open();

        Assert.Equal(4, engine.EmbedTexts(["w7 w8 w9"], TextRole.Plain, new float[64]));
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(598, 3)]
    public void EmbedTexts_TextLongerThanLimit_KeepsTheEndToken(int? last, int limit)
    {
        using var model = new TextModel("qwen3-A", last: last);
        model.WritePooling("pooling_mode_lasttoken");
        using var engine = model.Open(TextModel.Options with { MaxLength = limit });

        Assert.Equal(limit, engine.EmbedTexts(["w7 w8 w9 w10 w11"], TextRole.Plain, new float[64]));
        Assert.Equal(Embed(engine, "w7 w8"), Embed(engine, "w7 w8 w9 w10 w11"));
        Assert.NotEqual(Embed(engine, "w7 w9"), Embed(engine, "w7 w8 w9 w10 w11"));
    }

    [Theory]
    [InlineData(GraphPrecision.Fp32, false)]
    [InlineData(GraphPrecision.Fp32, true)]
    [InlineData(GraphPrecision.Int8, false)]
    internal void EmbedTexts_AnyBatch_GivesTheVectorOfTheTextAlone(GraphPrecision precision, bool pools)
    {
        using var model = new TextModel(precision: precision, pools: pools, first: 2, last: 3);
        using var engine = model.Open();
        var texts = Enumerable.Range(0, 150).Select(i => TextModel.TextOf(Enumerable.Range(0, i * 7 % 59).Select(j => 5 + ((i * 31) + (j * 17)) % 590))).ToArray();

        var together = new float[texts.Length * 64];
        engine.EmbedTexts(texts, TextRole.Plain, together);

        for (var i = 0; i < texts.Length; i++)
            AssertNear(Embed(engine, texts[i]), together[(i * 64)..((i + 1) * 64)]);
    }

    [Theory]
    [InlineData(GraphPrecision.Fp16, 0.999)]
    [InlineData(GraphPrecision.Int8, 0.98)]
    internal void Embed_SmallerPrecision_IsNearTheFullOne(GraphPrecision precision, double least)
    {
        using var full = new TextModel();
        using var small = new TextModel(precision: precision);
        using var fullEngine = full.Open();
        using var smallEngine = small.Open();

        var cosine = TensorPrimitives.Dot<float>(Embed(fullEngine, "w10 w11 w12 w13"), Embed(smallEngine, "w10 w11 w12 w13"));
        Assert.InRange(cosine, least, 1.0001);
        Assert.NotEqual(fullEngine.Fingerprint, smallEngine.Fingerprint);
    }

    [Fact]
    public void Embed_GraphThatPoolsItself_GivesTheSameVector()
    {
        using var above = new TextModel();
        using var inside = new TextModel(pools: true);
        using var engineAbove = above.Open();
        using var engineInside = inside.Open();

        AssertNear(Embed(engineAbove, "w10 w11 w12"), Embed(engineInside, "w10 w11 w12"));
    }

    [Fact]
    public void Embed_GraphThatPoolsItselfWithAnotherPoolingAskedFor_PoolsAbove()
    {
        using var model = new TextModel(pools: true);
        using var own = model.Open();
        using var cls = model.Open(TextModel.Options with { Pooling = Pooling.Cls });
        using var expected = new TextModel();
        expected.WritePooling("pooling_mode_cls_token");
        using var expectedEngine = expected.Open();

        AssertNear(Embed(expectedEngine, "w10 w11 w12"), Embed(cls, "w10 w11 w12"));
        Assert.NotEqual(Embed(own, "w10 w11 w12"), Embed(cls, "w10 w11 w12"));
    }

    [Fact]
    public void EmbedQueryAndPassage_ModelWithPrompts_PutsThemBeforeTheText()
    {
        using var model = new TextModel();
        model.Write("config_sentence_transformers.json", """{"prompts":{"query":"w20 w21 ","document":"w30 "},"default_prompt_name":null}""");
        using var engine = model.Open();
        var vector = new float[64];

        engine.EmbedQuery("w40", vector);
        Assert.Equal(Embed(engine, "w20 w21 w40"), vector);
        engine.EmbedPassage(new Passage("w50", "w40"), vector);
        Assert.Equal(Embed(engine, "w30 w50\nw40"), vector);
        var batch = new float[128];
        engine.EmbedBatch([new Passage("", "w40"), new Passage("w50", "")], batch);
        AssertNear([.. Embed(engine, "w30 w40"), .. Embed(engine, "w30 w50")], batch);
        Assert.Equal(3, engine.EmbedTexts(["w40"], TextRole.Query, vector));
    }

    [Fact]
    public void EmbedWithInstruction_PromptOfTheInstructForm_PutsItInPlace()
    {
        using var model = new TextModel();
        model.Write("config_sentence_transformers.json", """{"prompts":{"query":"Instruct: w20\nQuery:"}}""");
        using var engine = model.Open();
        var vector = new float[64];

        engine.EmbedWithInstruction("w21 w22", "w40", vector);
        Assert.Equal(Embed(engine, "Instruct: w21 w22\nQuery:w40"), vector);
    }

    [Fact]
    public void EmbedWithInstruction_ModelWithoutPlaceForOne_IsRefused()
    {
        using var model = new TextModel();
        using var engine = model.Open();

        Assert.Equal(EmbeddingError.Unsupported, Assert.Throws<EmbeddingException>(() => engine.EmbedWithInstruction("find", "w40", new float[64])).Reason);
    }

    [Fact]
    public void EmbedTexts_TextWithoutTokens_IsZero()
    {
        using var model = new TextModel();
        using var engine = model.Open();
        var vectors = new float[192];

        Assert.Equal(2, engine.EmbedTexts(["w10", "", "w11"], TextRole.Plain, vectors));
        Assert.All(vectors[64..128], value => Assert.Equal(0f, value));
        AssertNear(Embed(engine, "w11"), vectors[128..]);
    }

    [Fact]
    public void EmbedBatch_ManyTexts_ReportsRisingProgressUpToAll()
    {
        using var model = new TextModel();
        using var engine = model.Open();
        var reports = new List<int>();
        var passages = Enumerable.Range(0, 5000).Select(i => new Passage("", i % 9 == 0 ? "" : $"w{i % 600}")).ToArray();

        engine.EmbedBatch(passages, new float[passages.Length * 64], new Reports(reports));

        Assert.Equal(reports.Order(), reports);
        Assert.Equal(5000, reports[^1]);
        Assert.True(reports.Count > 2);
    }

    [Fact]
    public void EmbedBatch_CancelledOnTheWay_Stops()
    {
        using var model = new TextModel();
        using var engine = model.Open();
        using var source = new CancellationTokenSource();
        var passages = Enumerable.Range(0, 5000).Select(i => new Passage("", $"w{i % 600}")).ToArray();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            engine.EmbedBatch(passages, new float[passages.Length * 64], new Act(source.Cancel), source.Token));
    }

    [Fact]
    public void EmbedTexts_VectorThatIsNotFinite_IsAnErrorQuotingTheText()
    {
        using var model = new TextModel();
        var read = GraphWeights.FromCheckpoint(Repository.Fixture("models", "bert-A", "model.safetensors"));
        var weights = new GraphWeights(name =>
        {
            var (values, shape) = read(name);
            if (name == "embeddings.word_embeddings.weight")
                values[77 * 64] = float.NaN;
            return (values, shape);
        }, GraphPrecision.Fp32);
        model.WriteGraph("onnx/model.onnx", new BertGraph(2, 64, 4).Build(weights));
        using var engine = model.Open();

        var error = Assert.Throws<EmbeddingException>(() => engine.EmbedTexts(["w10", "w76 w77", "w78"], TextRole.Plain, new float[192]));
        Assert.Equal(EmbeddingError.NotFinite, error.Reason);
        Assert.Contains("'w76 w77'", error.Message);
    }

    [Fact]
    public void Fingerprint_AnythingThatDecidesVectors_ChangesIt()
    {
        using var model = new TextModel();
        var prints = new List<string>();
        Print(TextModel.Options);
        Print(TextModel.Options with { MaxLength = 32 });
        Print(TextModel.Options with { Dimensions = 32 });
        Print(TextModel.Options with { QueryPrompt = "w20 " });
        Print(TextModel.Options with { Pooling = Pooling.Cls });
        Print(TextModel.Options with { Digests = new Dictionary<string, string> { ["onnx/model.onnx"] = "00" } });
        model.Write("tokenizer.json", File.ReadAllText(Path.Combine(model.Folder, "tokenizer.json")) + " ");
        Print(TextModel.Options);

        Assert.Equal(7, prints.Distinct().Count());
        Assert.All(prints, print => Assert.Matches("^[0-9a-f]{64}$", print));
        using var again = model.Open();
        Assert.Equal(prints[^1], again.Fingerprint);

        void Print(EngineOptions options)
        {
            using var engine = model.Open(options);
            prints.Add(engine.Fingerprint);
        }
    }

    [Fact]
    public void Open_FolderForOptimizedModels_IsUsedTheNextTime()
    {
        using var model = new TextModel();
        var options = TextModel.Options with { OptimizedModels = Path.Combine(model.Folder, "cache") };
        using var first = model.Open(options);
        var kept = Assert.Single(Directory.GetFiles(options.OptimizedModels!));
        var written = File.GetLastWriteTimeUtc(kept);
        using var second = model.Open(options);

        Assert.Equal(Embed(first, "w10 w11"), Embed(second, "w10 w11"));
        Assert.Equal(written, File.GetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(options.OptimizedModels!))));
    }

    private static float[] Embed(IEmbeddingEngine engine, string text)
    {
        var vector = new float[engine.Dimension];
        engine.Embed(text, vector);
        return vector;
    }

    private static void AssertNear(IEnumerable<float> expected, float[] found) =>
        Assert.Equal(expected, found, (left, right) => MathF.Abs(left - right) <= Tolerance);

    private static (string[] Texts, float[][] Vectors, int Tokens) Golden(string checkpoint, string name)
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("models", checkpoint, "expected.json")));
        var test = expected.RootElement.EnumerateArray().Single(each => each.GetProperty("name").GetString() == name);
        var mask = test.GetProperty("attention_mask").Deserialize<int[][]>()!;
        var ids = test.GetProperty("input_ids").Deserialize<int[][]>()!;
        var texts = ids.Select((row, i) => TextModel.TextOf(row.Where((_, j) => mask[i][j] == 1))).ToArray();
        return (texts, test.GetProperty("embeddings").Deserialize<float[][]>()!, mask.Sum(row => row.Sum()));
    }

    private sealed class Reports(List<int> values) : IProgress<int>
    {
        public void Report(int value) => values.Add(value);
    }

    private sealed class Act(Action action) : IProgress<int>
    {
        public void Report(int value) => action();
    }
}
