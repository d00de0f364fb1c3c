using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patina.Tokenizers;

namespace Patina.Tests.Tokenizers;

/// <summary>
/// Ids of over 20,000 texts against those of npm's @huggingface/tokenizers, where it is installed (npm ci in tests/peers). Real
/// tokenizer files are taken from the folder that PATINA_TOKENIZERS names, source code from that of PATINA_SOURCES as well as from here.
/// </summary>
public sealed partial class PeerTests
{
    private const int GeneratedTexts = 20_000;
    private static readonly string[] SourceFolders = ["src", "docs", "tests/fixtures/code", "tests/peers"];
    private static readonly string Peers = Path.Combine(Repository.Root, "tests", "peers");
    private static readonly Lazy<List<string>> Texts = new(() => PeerTexts.Create(
        [.. SourceFolders.Select(name => Path.Combine(Repository.Root, name)), .. Folder("PATINA_SOURCES")], GeneratedTexts));

    public static TheoryData<string> Files()
    {
        var data = new TheoryData<string>();
        foreach (var name in new[] { "bytes", "marked", "pieces", "scored" })
            data.Add(Repository.Fixture("tokenizers", $"{name}.json"));
        foreach (var path in Folder("PATINA_TOKENIZERS").SelectMany(folder => Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)).Order())
            data.Add(path);
        return data;
    }

    [SkippableFact]
    public void Encode_ExpressionWithScripts_GivesThePeersIds()
    {
        string[] scripts = ["Han", "Hiragana", "Katakana", "Cyrillic", "Greek", "Arabic", "Hebrew", "Thai", "Hangul", "Devanagari", "Tibetan", "Common", "Inherited", "Latin"];
        var file = JsonNode.Parse(File.ReadAllText(Repository.Fixture("tokenizers", "bytes.json")))!.AsObject();
        file["pre_tokenizer"] = new JsonObject
        {
            ["type"] = "Sequence",
            ["pretokenizers"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "Split",
                    ["pattern"] = new JsonObject { ["Regex"] = string.Join('|', scripts.Select(script => $@"\p{{Script={script}}}+")) + @"|\P{Script=Latin}" },
                    ["behavior"] = "Isolated",
                    ["invert"] = false,
                },
                new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = true, ["use_regex"] = false }),
        };
        using var folder = new TemporaryFolder();
        Encode_ManyTexts_GivesThePeersIds(folder.Write("tokenizer.json", file.ToJsonString()));
    }

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void Encode_ManyTexts_GivesThePeersIds(string path)
    {
        Skip.IfNot(Directory.Exists(Path.Combine(Peers, "node_modules")), "@huggingface/tokenizers is not installed: npm ci in tests/peers.");
        var json = File.ReadAllText(path);
        var tokenizer = Tokenizer.Load(path).WithTruncation(null);
        var untrimmed = IsByteLevel(json) ? WithoutPostProcessor(json) : null;
        List<string> texts = [.. Texts.Value.Select(text => Comparable(json, text))];
        Assert.True(texts.Count > GeneratedTexts);

        var ids = new List<int>();
        foreach (var (text, answer) in texts.Zip(AskPeer(path, texts.Select(text => ForPeer(json, text)))))
        {
            ids.Clear();
            tokenizer.Encode(text, ids);
            var expected = answer.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32());
            Assert.True(expected.SequenceEqual(ids), $"{JsonSerializer.Serialize(text)} gives {string.Join(' ', ids.Select(tokenizer.IdToToken))}");
            if (untrimmed is not null)
                Assert.Equal(RangesOfBytes(text, answer), untrimmed.Encode(text).Offsets.ToArray());
        }
    }

    /// <summary>
    /// The text without what the peer is known to read otherwise than the Rust library: white space that only one of them takes
    /// for it; where a file has a SentencePiece map, what NFKC, which the peer uses instead, does not do alike.
    /// </summary>
    /// <remarks>All differences are listed in tests/fixtures/tokenizers/NOTES.md.</remarks>
    private static string Comparable(string json, string text) =>
        (json.Contains("\"Precompiled\"", StringComparison.Ordinal) ? OtherThanPrecompiled() : OtherWhiteSpace()).Replace(text, "");

    [GeneratedRegex(@"[\u0085\uFEFF]")]
    private static partial Regex OtherWhiteSpace();

    [GeneratedRegex(@"[^\t\n\x20-\x7E\u00C0-\u024F\u0400-\u0481\u0391-\u03A9\u03B1-\u03C9\u4E00-\u9FA5\uAC00-\uD7A3]")]
    private static partial Regex OtherThanPrecompiled();

    /// <summary>A text with which the peer's BertNormalizer does what the Rust library's does with the other.</summary>
    private static string ForPeer(string json, string text)
    {
        if (!json.Contains("\"BertNormalizer\"", StringComparison.Ordinal))
            return text;
        var result = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            result.Append(rune.Value is (>= 0x20000 and <= 0x2A6DF) or (>= 0x2F800 and <= 0x2FA1F) ? $" {rune} " : rune.Value == 'Σ' ? "σ" : rune.ToString());
        return result.ToString();
    }

    /// <summary>Whether tokens spell the bytes of the text, no more and no less.</summary>
    private static bool IsByteLevel(string json) =>
        json.Contains("\"normalizer\":null", StringComparison.Ordinal) && json.Contains("\"post_processor\":{\"type\":\"ByteLevel\"", StringComparison.Ordinal);

    private static Tokenizer WithoutPostProcessor(string json)
    {
        var file = JsonNode.Parse(json)!.AsObject();
        file["post_processor"] = null;
        return Tokenizer.Parse(JsonSerializer.SerializeToUtf8Bytes(file), "file");
    }

    /// <summary>The ranges of the characters that the bytes of each token are of.</summary>
    private static TextRange[] RangesOfBytes(string text, JsonElement answer)
    {
        var characters = new List<TextRange>();
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            characters.AddRange(Enumerable.Repeat(new TextRange(at, rune.Utf16SequenceLength), rune.Utf8SequenceLength));
            at += rune.Utf16SequenceLength;
        }

        var bytes = 0;
        return
        [
            .. answer.GetProperty("tokens").EnumerateArray().Select(token =>
            {
                var (first, last) = (characters[bytes], characters[(bytes += token.GetString()!.Length) - 1]);
                return new TextRange(first.Start, last.End - first.Start);
            }),
        ];
    }

    private static IEnumerable<JsonElement> AskPeer(string path, IEnumerable<string> texts)
    {
        using var folder = new TemporaryFolder();
        var input = Path.Combine(folder.Path, "texts");
        File.WriteAllLines(input, texts.Select(text => JsonSerializer.Serialize(text)));
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Peers, "encode.mjs"), path, input]) { RedirectStandardOutput = true })!;
        List<JsonElement> answers = [];
        while (node.StandardOutput.ReadLine() is { } line)
            answers.Add(JsonElement.Parse(line));
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return answers;
    }

    private static string[] Folder(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder ? [folder] : [];
}
