using System.Text.Json;
using Patina.Tokenizers;

namespace Patina.Tests.Tokenizers;

/// <summary>The tokenizers of the static models, against ids that other implementations computed (see the fixtures' notes).</summary>
public sealed class StaticModelTokenizerTests
{
    private static readonly Tokenizer Default = Tokenizer.Load(Path.Combine(Repository.Root, "models", "patina-static-v0", "tokenizer.json"));

    public static TheoryData<string, string, int, int[]> GoldenTexts()
    {
        var data = new TheoryData<string, string, int, int[]>();
        foreach (var text in Goldens().GetProperty("texts").EnumerateArray())
            data.Add(text.GetProperty("kind").GetString()!, text.GetProperty("text").GetString()!, text.GetProperty("token_count").GetInt32(), Ints(text, "ids"));
        return data;
    }

    public static TheoryData<string, string, int[], int[]> GoldenDocuments()
    {
        var data = new TheoryData<string, string, int[], int[]>();
        foreach (var document in Goldens().GetProperty("documents").EnumerateArray())
            data.Add(document.GetProperty("head").GetString()!, document.GetProperty("body").GetString()!, Ints(document, "head_ids"), Ints(document, "body_ids"));
        return data;
    }

    [Theory]
    [MemberData(nameof(GoldenTexts))]
    public void Encode_GoldenText_GivesItsIds(string kind, string text, int count, int[] firstIds)
    {
        Assert.NotEmpty(kind);
        var ids = Encode(Default, text);
        Assert.Equal(count, ids.Count);
        Assert.Equal(firstIds, ids.Take(512));
    }

    [Theory]
    [MemberData(nameof(GoldenDocuments))]
    public void Encode_GoldenDocument_GivesItsIds(string head, string body, int[] headIds, int[] bodyIds)
    {
        Assert.Equal(headIds, Encode(Default, head).Take(512));
        Assert.Equal(bodyIds, Encode(Default, body).Take(512));
    }

    [Theory]
    [InlineData("model2vec-A")]
    [InlineData("model2vec-A-int8")]
    [InlineData("model2vec-A-quantized")]
    public void Encode_Model2VecFixture_GivesItsIds(string fixture)
    {
        var folder = Repository.Fixture("models", fixture);
        var tokenizer = Tokenizer.Load(Path.Combine(folder, "tokenizer.json"));
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        foreach (var testCase in expected.RootElement.EnumerateArray())
        {
            // A case with a maximal length cuts the text, in characters, before the tokenizer sees it.
            if (testCase.GetProperty("max_length").ValueKind == JsonValueKind.Number)
                continue;
            var texts = testCase.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!);
            var ids = testCase.GetProperty("token_ids").EnumerateArray().Select(list => list.EnumerateArray().Select(id => id.GetInt32()));
            foreach (var (text, expectedIds) in texts.Zip(ids))
                Assert.Equal(expectedIds, Encode(tokenizer, text));
        }
    }

    [Fact]
    public void Encode_CamelCase_GivesOffsetsOfTheOriginalText()
    {
        const string text = "  parseHTTPResponse2xx!";
        var words = Default.Encode(text).Offsets.Select(range => text.Substring(range.Start, range.Length));
        Assert.Equal(["parse", "HTTP", "Response", "2", "xx"], words);
    }

    [Fact]
    public void Vocabulary_OfTheDefaultModel_MapsBothWays()
    {
        Assert.Equal(32_000, Default.VocabularySize);
        Assert.Equal(1, Default.UnknownId);
        Assert.Equal("zzzeeksphinx", Default.IdToToken(31_999));
        Assert.Equal(31_999, Default.TokenToId("zzzeeksphinx"));
        Assert.Null(Default.IdToToken(32_000));
        Assert.Null(Default.IdToToken(-1));
        Assert.Null(Default.TokenToId("no such token"));
    }

    private static List<int> Encode(Tokenizer tokenizer, string text)
    {
        var ids = new List<int>();
        tokenizer.Encode(text, ids, addSpecialTokens: false);
        return ids;
    }

    private static JsonElement Goldens() =>
        JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("models", "patina-static-v0", "goldens.json"))).RootElement;

    private static int[] Ints(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];
}
