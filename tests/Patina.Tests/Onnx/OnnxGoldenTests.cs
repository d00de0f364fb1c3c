using System.Text.Json;
using Patina.Embeddings;
using Patina.Embeddings.Onnx;
using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;
using Patina.Embeddings.Pipeline;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Onnx;

/// <summary>Graphs of the golden checkpoints against the vectors of tests/fixtures/models/NOTES.md, within the tolerance of each case.</summary>
public sealed class OnnxGoldenTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var model in new[] { "bert-A", "qwen3-A" })
        {
            using var expected = Expected(model);
            foreach (var test in expected.RootElement.EnumerateArray())
                cases.Add(model, test.GetProperty("name").GetString()!);
        }

        return cases;
    }

    [Fact]
    public void Cases_OfTwoModels_AreAllFound() => Assert.Equal(22, Cases().Count());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Encode_GoldenCase_IsWithinItsTolerance(string model, string name)
    {
        using var folder = new TemporaryFolder();
        GraphWriter.Write(BuildGraph(model, cache: false), Path.Combine(folder.Path, "model.onnx"));
        Check(folder, model, name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Encode_ExportWithCacheOrPositions_IsWithinTheToleranceOfThePlainOne(string model, string name)
    {
        using var folder = new TemporaryFolder();
        GraphWriter.Write(BuildGraph(model, cache: true), Path.Combine(folder.Path, "model.onnx"), "model.onnx_data");
        Check(folder, model, name);
    }

    private static Graph BuildGraph(string model, bool cache)
    {
        var weights = new GraphWeights(GraphWeights.FromCheckpoint(Repository.Fixture("models", model, "model.safetensors")), GraphPrecision.Fp32);
        return model == "bert-A"
            ? new BertGraph(2, 64, 4) { TakesPositions = cache, Integers = cache ? OnnxElementType.Int32 : OnnxElementType.Int64 }.Build(weights)
            : new DecoderGraph(2, 4, 2, 32, 1e6f) { HasCache = cache }.Build(weights, 64);
    }

    private static void Check(TemporaryFolder folder, string model, string name)
    {
        using var expected = Expected(model);
        var test = expected.RootElement.EnumerateArray().Single(each => each.GetProperty("name").GetString() == name);
        var vectors = Rows<float>(test, "embeddings");
        var tolerance = test.GetProperty("tolerance").GetSingle();
        var pooling = test.GetProperty("pooling").GetString() switch { "mean" => Pooling.Mean, "cls" => Pooling.Cls, _ => Pooling.LastToken };
        var ids = Rows<int>(test, "input_ids");
        var mask = Rows<int>(test, "attention_mask");
        var batch = new TokenBatch(ids.Length, ids[0].Length, Join(ids), Join(mask))
        {
            TypeIds = test.TryGetProperty("token_type_ids", out _) ? Join(Rows<int>(test, "token_type_ids")) : default,
        };

        using var encoder = OnnxModel.Open(
            new ModelFiles(folder.Path), "model.onnx", pooling, new EngineOptions { ModelName = model, Provider = ExecutionProvider.Cpu });
        var tokens = new float[batch.Rows * batch.Length * encoder.Width];
        encoder.Encode(batch, tokens);

        var finish = new VectorFinish([], vectors[0].Length, normalizesFirst: false, test.GetProperty("normalize").GetBoolean());
        var pooled = new float[encoder.Width];
        var vector = new float[finish.Dimension];
        for (var row = 0; row < batch.Rows; row++)
        {
            TokenPooling.Pool(pooling, tokens.AsSpan(row * batch.Length * encoder.Width, batch.Length * encoder.Width), mask[row], pooled);
            finish.Apply(pooled, vector);
            for (var i = 0; i < vector.Length; i++)
                Assert.Equal(vectors[row][i], vector[i], tolerance);
        }
    }

    private static T[][] Rows<T>(JsonElement test, string key) =>
        [.. test.GetProperty(key).EnumerateArray().Select(row => row.Deserialize<T[]>()!)];

    private static int[] Join(int[][] rows) => [.. rows.SelectMany(row => row)];

    private static JsonDocument Expected(string model) =>
        JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("models", model, "expected.json")));
}
