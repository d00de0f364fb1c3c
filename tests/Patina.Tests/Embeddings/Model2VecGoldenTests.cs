using System.Text.Json;
using Patina.Embeddings.Static;

namespace Patina.Tests.Embeddings;

/// <summary>Parity with the reference vectors of tests/fixtures/models/NOTES.md, within the tolerance of each case.</summary>
public sealed class Model2VecGoldenTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var model in new[] { "model2vec-A", "model2vec-A-quantized", "model2vec-A-int8" })
        {
            using var expected = Expected(model);
            foreach (var test in expected.RootElement.EnumerateArray())
                cases.Add(model, test.GetProperty("name").GetString()!);
        }

        return cases;
    }

    [Fact]
    public void Cases_OfThreeModels_AreAllFound() => Assert.Equal(24, Cases().Count());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Embed_GoldenCase_IsWithinItsTolerance(string modelName, string name)
    {
        using var expected = Expected(modelName);
        var test = expected.RootElement.EnumerateArray().Single(each => each.GetProperty("name").GetString() == name);
        var texts = test.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!).ToArray();
        var tolerance = test.GetProperty("tolerance").GetSingle();
        var vectors = test.GetProperty("embeddings").EnumerateArray().Select(row => row.Deserialize<float[]>()!).ToArray();

        using var model = StaticModel.Open(Repository.Fixture("models", modelName), new StaticModelOptions
        {
            Dimensions = Optional(test, "truncate_dim"),
            Normalize = test.GetProperty("normalize").GetBoolean(),
            MaxLength = Optional(test, "max_length") ?? int.MaxValue,
        });

        Assert.Equal(texts.Length, vectors.Length);
        var vector = new float[model.Dimension];
        for (var i = 0; i < texts.Length; i++)
        {
            model.Embed(texts[i], vector);
            Assert.Equal(vectors[i].Length, vector.Length);
            for (var d = 0; d < vector.Length; d++)
                Assert.Equal(vectors[i][d], vector[d], tolerance);
        }
    }

    private static int? Optional(JsonElement test, string key) =>
        test.GetProperty(key) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : null;

    private static JsonDocument Expected(string model) =>
        JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("models", model, "expected.json")));
}
