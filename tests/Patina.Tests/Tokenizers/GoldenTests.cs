using System.Text.Json.Nodes;

namespace Patina.Tests.Tokenizers;

/// <summary>Ids of small tokenizers and of variations of them, against those of @huggingface/tokenizers (see the fixtures' notes).</summary>
public sealed class GoldenTests
{
    private static readonly JsonNode Goldens = JsonNode.Parse(File.ReadAllBytes(Repository.Fixture("tokenizers", "goldens.json")))!;

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var item in Goldens["cases"]!.AsArray())
            data.Add((string)item!["base"]!, (string)item["name"]!);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Encode_GoldenTexts_GivesTheirIds(string fixture, string name)
    {
        var golden = Goldens["cases"]!.AsArray().Single(item => (string)item!["base"]! == fixture && (string)item["name"]! == name)!;
        var tokenizer = TokenizerFixtures.Open(fixture, golden["patch"]!.AsObject());
        var ids = new List<int>();
        foreach (var (text, expected) in Goldens["texts"]!.AsArray().Zip(golden["ids"]!.AsArray()))
        {
            // Where the peer differs from the Rust library.
            if (expected is null)
                continue;
            ids.Clear();
            tokenizer.Encode((string)text!, ids);
            Assert.True(expected.AsArray().Select(id => (int)id!).SequenceEqual(ids), $"{text} gives {string.Join(' ', ids.Select(tokenizer.IdToToken))}");
            Assert.Equal(ids, tokenizer.Encode((string)text!).Ids);
        }
    }
}
