using Patina.Embeddings;
using Patina.Embeddings.Static;
using Patina.Safetensors;

namespace Patina.Tests.Embeddings;

public sealed class StaticEmbeddingEngineTests
{
    private static IEmbeddingEngine Embedded() => TestModels.Open(EmbeddingModels.Default, "static", Path.GetTempPath());

    private static Passage[] Passages(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Passage($"open file {i}", $"void Open{i}(string path) => stream.Read({i % 7}, buffer);"))];

    [Fact]
    public void Embed_ModelThatDoesNotNormalize_IsOfUnitLengthAllTheSame()
    {
        using var tiny = new TinyModel("""{"normalize":false}""");
        using var engine = StaticEmbeddingEngine.Open("tiny", tiny.Folder);
        var vector = new float[2];
        engine.Embed("red", vector);
        Assert.Equal([0.6f, 0.8f], vector, (left, right) => MathF.Abs(left - right) < 1e-6f);
    }

    [Fact]
    public void EmbedBatch_AnySplit_GivesTheBitsOfSingleCalls()
    {
        using var engine = Embedded();
        var passages = Passages(600);
        var batch = new float[passages.Length * engine.Dimension];
        engine.EmbedBatch(passages, batch);

        var single = new float[engine.Dimension];
        for (var i = 0; i < passages.Length; i++)
        {
            engine.EmbedPassage(passages[i], single);
            Assert.Equal(single, batch.AsSpan(i * engine.Dimension, engine.Dimension));
        }

        var reversed = new float[batch.Length];
        engine.EmbedBatch([.. passages.Reverse()], reversed);
        Assert.Equal(batch.AsSpan(0, engine.Dimension), reversed.AsSpan(^engine.Dimension..));
    }

    [Fact]
    public void EmbedBatch_Progress_RisesToTheCount()
    {
        using var engine = Embedded();
        var passages = Passages(600);
        var told = new List<int>();
        engine.EmbedBatch(passages, new float[passages.Length * engine.Dimension], new Recorder(told));
        Assert.Equal(told.Order().Distinct(), told);
        Assert.Equal(600, told[^1]);
        Assert.True(told.Count > 1);
    }

    [Fact]
    public void EmbedBatch_Cancelled_Stops()
    {
        using var engine = Embedded();
        var passages = Passages(600);
        using var source = new CancellationTokenSource();
        var told = new List<int>();
        Assert.Throws<OperationCanceledException>(() => engine.EmbedBatch(
            passages, new float[passages.Length * engine.Dimension], new Recorder(told, source.Cancel), source.Token));
        Assert.Single(told);
    }

    [Fact]
    public void EmbedBatch_NoPassages_DoesNothing()
    {
        using var engine = Embedded();
        engine.EmbedBatch([], []);
        Assert.Throws<ArgumentException>(() => engine.EmbedBatch([], new float[1]));
    }

    [Fact]
    public void Embed_FromManyThreads_GivesTheSameBits()
    {
        using var engine = Embedded();
        var expected = new float[engine.Dimension];
        engine.Embed("read the length of the header", expected);
        Parallel.For(0, 200, i =>
        {
            var vector = new float[engine.Dimension];
            engine.Embed($"another text number {i}", vector);
            engine.Embed("read the length of the header", vector);
            Assert.Equal(expected, vector);
        });
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void EmbedBatch_RowThatIsNotFinite_NamesTheFirstTextWithIt(float bad)
    {
        using var tiny = new TinyModel(tensors: [TensorData.Floats("embeddings", new[] { 0, 0, 0, 0, bad, 0, 0, 1f, 1, 0 }, 5, 2)]);
        using var engine = StaticEmbeddingEngine.Open("tiny", tiny.Folder);

        var error = Assert.Throws<EmbeddingException>(() => engine.EmbedBatch(
            [new("", "green"), new("", "blue red"), new("", "red")], new float[6]));
        Assert.Equal(EmbeddingError.NotFinite, error.Reason);
        Assert.Contains("'blue red'", error.Message);
        Assert.Equal(EmbeddingError.NotFinite, Assert.Throws<EmbeddingException>(() => engine.Embed("red", new float[2])).Reason);
        engine.Embed("green", new float[2]);
    }

    [Fact]
    public void Embed_TextWithoutTokensInAVocabularyWithoutUnknown_NamesTheText()
    {
        using var tiny = new TinyModel(tensors: [TensorData.Floats("embeddings", new float[4], 2, 2)]);
        tiny.Write("tokenizer.json", TinyModel.TokenizerJson("red", "green"));
        using var engine = StaticEmbeddingEngine.Open("tiny", tiny.Folder);

        var error = Assert.Throws<EmbeddingException>(() => engine.Embed("mauve", new float[2]));
        Assert.Equal(EmbeddingError.BadText, error.Reason);
        Assert.Contains("'mauve'", error.Message);
        Assert.Equal(EmbeddingError.BadText, Assert.Throws<EmbeddingException>(
            () => engine.EmbedBatch([new("", "red"), new("", "mauve")], new float[4])).Reason);
    }

    [Fact]
    public void Fingerprint_SameFilesTwice_IsTheSameAndAnyDecidingChangeIsAnother()
    {
        using var tiny = new TinyModel();
        var seen = new List<string>();
        string Fingerprint(StaticModelOptions? options = null)
        {
            using var engine = StaticEmbeddingEngine.Open("tiny", tiny.Folder, options);
            return engine.Fingerprint;
        }

        seen.Add(Fingerprint());
        Assert.Equal(seen[0], Fingerprint());
        tiny.Write("config.json", """{ "pooling": "mean", "normalize": true, "comment": "decides nothing" }""");
        Assert.Equal(seen[0], Fingerprint());

        seen.Add(Fingerprint(new StaticModelOptions { Dimensions = 1 }));
        tiny.Write("config.json", """{"pooling":"sqrt_tf"}""");
        seen.Add(Fingerprint());
        tiny.WriteWeights("model.safetensors", TensorData.Floats("embeddings", new float[10], 5, 2));
        seen.Add(Fingerprint());
        tiny.Write("tokenizer.json", TinyModel.TokenizerJson("[PAD]", "[UNK]", "red", "blue", "green"));
        seen.Add(Fingerprint());

        Assert.Equal(seen.Distinct(), seen);
    }

    private sealed class Recorder(List<int> told, Action? then = null) : IProgress<int>
    {
        public void Report(int value)
        {
            told.Add(value);
            then?.Invoke();
        }
    }
}
