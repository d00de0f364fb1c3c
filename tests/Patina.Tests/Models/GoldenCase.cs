using System.Text.Json;
using Patina.Models;
using Patina.Models.Managed;

namespace Patina.Tests.Models;

/// <summary>One case of a golden checkpoint's <c>expected.json</c>; its format is in the fixtures' NOTES.md.</summary>
internal sealed class GoldenCase
{
    private const float LayerNormEpsilon = 1e-5f;

    private readonly JsonElement _json;

    private GoldenCase(string folder, JsonElement json)
    {
        Name = $"{Path.GetFileName(folder)}/{json.GetProperty("name").GetString()}";
        _json = json;
        Ids = Integers("input_ids")!;
        Mask = Integers("attention_mask")!;
        Types = Integers("token_type_ids");
    }

    public string Name { get; }

    public int[][] Ids { get; }

    public int[][] Mask { get; }

    public int[][]? Types { get; }

    public int Layer => _json.GetProperty("extraction_layer").GetInt32();

    public TokenPooling Pooling => _json.GetProperty("pooling").GetString() switch
    {
        "mean" => TokenPooling.Mean,
        "cls" => TokenPooling.Cls,
        "last" => TokenPooling.LastToken,
        var other => throw new InvalidDataException($"{Name}: pooling {other}"),
    };

    public double Tolerance => _json.GetProperty("tolerance").GetDouble();

    /// <summary>Whether pooling is followed by normalising and nothing else.</summary>
    public bool IsOnlyNormalized => _json.GetProperty("normalize").GetBoolean() && _json.GetProperty("truncate_dim").ValueKind == JsonValueKind.Null
        && !(_json.TryGetProperty("layer_norm_before_truncate", out var norm) && norm.ValueKind == JsonValueKind.True);

    /// <summary>The folders with checkpoints: those of the repository, and those under <c>PATINA_EXTRA_FIXTURES</c>.</summary>
    public static IEnumerable<string> Folders()
    {
        var extra = Environment.GetEnvironmentVariable("PATINA_EXTRA_FIXTURES");
        return new[] { Repository.Fixture("models"), extra }
            .Where(Directory.Exists)
            .SelectMany(root => Directory.GetDirectories(root!))
            .Where(folder => File.Exists(Path.Combine(folder, "expected.json")) && IsTransformer(folder))
            .Order(StringComparer.Ordinal);
    }

    public static IReadOnlyList<GoldenCase> Read(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        return [.. json.RootElement.EnumerateArray().Select(item => new GoldenCase(folder, item.Clone()))];
    }

    /// <summary>The tokens, for the reference backend.</summary>
    public TokenInputs<Tensor> Inputs()
    {
        static Tensor Of(int[][] rows) => Tensor.OfIntegers(rows.SelectMany(row => row).ToArray(), rows.Length, rows[0].Length);
        return new TokenInputs<Tensor>(Of(Ids), Of(Mask), Types is null ? null : Of(Types));
    }

    /// <summary>What follows pooling, then the comparison with the expected vectors.</summary>
    /// <param name="pooled">Row-major [texts × numbers].</param>
    public void AssertPooled(ReadOnlySpan<float> pooled)
    {
        var expected = _json.GetProperty("embeddings");
        var width = pooled.Length / expected.GetArrayLength();
        for (var row = 0; row < expected.GetArrayLength(); row++)
            AssertClose(Finish(pooled.Slice(row * width, width)), Numbers(expected[row]), Tolerance, $"{Name} row {row}");
    }

    /// <summary>The final hidden state that the first case of each checkpoint has.</summary>
    /// <param name="hidden">Row-major [texts × tokens × numbers].</param>
    public void AssertLastHiddenState(ReadOnlySpan<float> hidden)
    {
        if (!_json.TryGetProperty("last_hidden_state", out var expected))
            return;
        var length = Ids[0].Length;
        var width = hidden.Length / Ids.Length / length;
        var row = expected.GetProperty("row").GetInt32();
        var real = Enumerable.Range(0, length).Where(token => Mask[row][token] == 1).ToList();
        var tolerance = expected.GetProperty("tolerance").GetDouble();
        AssertClose(hidden.Slice(((row * length) + real[0]) * width, width), Numbers(expected.GetProperty("first_token")), tolerance, Name + " first token");
        AssertClose(hidden.Slice(((row * length) + real[^1]) * width, width), Numbers(expected.GetProperty("last_token")), tolerance, Name + " last token");
    }

    private float[] Finish(ReadOnlySpan<float> pooled)
    {
        var vector = pooled.ToArray();
        if (_json.TryGetProperty("layer_norm_before_truncate", out var norm) && norm.ValueKind == JsonValueKind.True)
        {
            var mean = vector.Average();
            var deviation = MathF.Sqrt(vector.Select(x => (x - mean) * (x - mean)).Average() + LayerNormEpsilon);
            vector = [.. vector.Select(x => (x - mean) / deviation)];
        }

        if (_json.GetProperty("truncate_dim") is { ValueKind: JsonValueKind.Number } dimensions)
            vector = vector[..dimensions.GetInt32()];
        if (_json.GetProperty("normalize").GetBoolean())
        {
            var length = MathF.Sqrt(vector.Sum(x => x * x));
            vector = [.. vector.Select(x => x / length)];
        }

        return vector;
    }

    private static void AssertClose(ReadOnlySpan<float> actual, double[] expected, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var worst = 0.0;
        for (var i = 0; i < expected.Length; i++)
            worst = double.IsNaN(actual[i]) ? double.PositiveInfinity : Math.Max(worst, Math.Abs(actual[i] - expected[i]));
        Assert.True(worst <= tolerance, $"{what}: differs by {worst:E2}, tolerance {tolerance:E2}");
    }

    private static bool IsTransformer(string folder)
    {
        var path = Path.Combine(folder, "config.json");
        if (!File.Exists(path))
            return false;
        using var config = JsonDocument.Parse(File.ReadAllBytes(path));
        return config.RootElement.TryGetProperty("model_type", out var type) && type.GetString() != "model2vec";
    }

    private int[][]? Integers(string name) => _json.TryGetProperty(name, out var rows) && rows.ValueKind == JsonValueKind.Array
        ? [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(item => item.GetInt32()).ToArray())]
        : null;

    private static double[] Numbers(JsonElement row) => [.. row.EnumerateArray().Select(item => item.GetDouble())];
}
