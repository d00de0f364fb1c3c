using System.Text.Json;
using System.Text.Json.Nodes;
using Patina.Tokenizers;

namespace Patina.Tests.Tokenizers;

/// <summary>The small tokenizers of tests/fixtures/tokenizers, and variations of them.</summary>
internal static class TokenizerFixtures
{
    /// <summary>Opens a tokenizer with some parts replaced.</summary>
    /// <param name="patch">Parts by name; <c>options</c> are fields of the model.</param>
    public static Tokenizer Open(string name, JsonObject? patch = null)
    {
        var file = JsonNode.Parse(File.ReadAllBytes(Repository.Fixture("tokenizers", $"{name}.json")))!.AsObject();
        foreach (var (key, value) in patch ?? [])
        {
            if (key != "options")
            {
                file[key] = value?.DeepClone();
                continue;
            }

            foreach (var (option, setting) in value!.AsObject())
                file["model"]![option] = setting?.DeepClone();
        }

        return Tokenizer.Parse(JsonSerializer.SerializeToUtf8Bytes(file), name);
    }

    /// <summary>Opens a tokenizer with some parts replaced, which are given as JSON.</summary>
    public static Tokenizer Open(string name, string patch) => Open(name, JsonNode.Parse(patch)!.AsObject());
}
