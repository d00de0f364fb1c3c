using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Patina.Bench;

/// <summary>Tokenizers of real sizes, made of what the repository holds, and text for them.</summary>
internal static class TokenizerSamples
{
    /// <summary>Length of the text.</summary>
    public const int Bytes = 1_000_000;

    private const int LinesPerPassage = 40;

    /// <summary>A tokenizer.json.</summary>
    public static byte[] File(TokenizerKind kind) =>
        JsonSerializer.SerializeToUtf8Bytes(kind == TokenizerKind.WordPiece ? WordPiece() : ByteLevel());

    /// <summary>This repository's C#.</summary>
    public static string[] Passages() =>
        [.. ReadSource().Split('\n').Chunk(LinesPerPassage).Select(lines => string.Join('\n', lines))];

    /// <summary>BERT's pipeline with the 32,000 pieces of the model that comes with Patina.</summary>
    private static JsonObject WordPiece() => new()
    {
        ["normalizer"] = new JsonObject
        {
            ["type"] = "BertNormalizer",
            ["clean_text"] = true,
            ["handle_chinese_chars"] = true,
            ["strip_accents"] = null,
            ["lowercase"] = true,
        },
        ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
        ["model"] = Pieces(),
    };

    /// <summary>
    /// Qwen's pipeline with 150,000 tokens: the 256 bytes, and the beginnings of the pieces of the model that comes with Patina, with a
    /// space in front and without, each merged from left to right.
    /// </summary>
    private static JsonObject ByteLevel()
    {
        const string expression =
            @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
        var split = new JsonObject { ["type"] = "Split", ["pattern"] = new JsonObject { ["Regex"] = expression }, ["behavior"] = "Isolated", ["invert"] = false };
        var bytes = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = false, ["use_regex"] = false };
        return new JsonObject
        {
            ["normalizer"] = new JsonObject { ["type"] = "NFC" },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "Sequence", ["pretokenizers"] = new JsonArray(split, bytes) },
            ["model"] = Merges(Pieces()["vocab"]!.AsObject().Select(entry => entry.Key.Replace("##", "", StringComparison.Ordinal))),
        };
    }

    private static JsonObject Merges(IEnumerable<string> words)
    {
        const int tokens = 150_000;
        var (vocabulary, merges) = (new JsonObject(), new JsonArray());
        for (var i = 0; i < 256; i++)
            vocabulary[((char)(i is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE ? i : 0x100 + i)).ToString()] = i;
        foreach (var word in words.SelectMany(word => (string[])["\u0120" + word, word, "\u0120" + char.ToUpperInvariant(word[0]) + word[1..]]))
        {
            for (var length = 2; length <= word.Length && vocabulary.Count < tokens; length++)
            {
                if (!vocabulary.TryAdd(word[..length], vocabulary.Count))
                    continue;
                merges.Add($"{word[..(length - 1)]} {word[length - 1]}");
            }
        }

        return new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = merges };
    }

    private static JsonObject Pieces() =>
        JsonNode.Parse(System.IO.File.ReadAllBytes(Path.Combine(Repository(), "models", "patina-static-v0", "tokenizer.json")))!["model"]!.DeepClone().AsObject();

    private static string ReadSource() => string.Concat(Directory
        .EnumerateFiles(Path.Combine(Repository(), "src"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(System.IO.File.ReadAllText))[..Bytes];

    private static string Repository([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..");
}
