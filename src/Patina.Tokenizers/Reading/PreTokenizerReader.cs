using Patina.Tokenizers.PreTokenizers;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads the <c>pre_tokenizer</c> of a tokenizer file.</summary>
internal static class PreTokenizerReader
{
    public static PreTokenizer Read(JsonNode node) => node.Type() switch
    {
        "Sequence" => new PreTokenizerSequence([.. node["pretokenizers"].Items().Select(Read)]),
        "BertPreTokenizer" => new BertPreTokenizer(),
        "Split" => new SplitPreTokenizer(
            PatternReader.Read(node["pattern"]), ReadBehavior(node["behavior"]), node["invert"].Bool()),
        "ByteLevel" => ReadByteLevel(node),
        "Metaspace" => ReadMetaspace(node),
        "Whitespace" => new WhitespacePreTokenizer(),
        "WhitespaceSplit" => new ScalarSplitter(Scalars.IsWhiteSpace, SplitBehavior.Removed),
        "Punctuation" => new ScalarSplitter(
            Scalars.IsPunctuation, node.Find("behavior") is { } behavior ? ReadBehavior(behavior) : SplitBehavior.Isolated),
        "Digits" => new ScalarSplitter(
            Scalars.IsNumeric, node["individual_digits"].Bool() ? SplitBehavior.Isolated : SplitBehavior.Contiguous),
        "CharDelimiterSplit" or "Delimiter" => ReadDelimiter(node["delimiter"]),
        "UnicodeScripts" => new UnicodeScriptsPreTokenizer(),
        "FixedLength" => ReadFixedLength(node),
        _ => throw node.UnknownType("pre-tokenizer"),
    };

    private static ByteLevelPreTokenizer ReadByteLevel(JsonNode node) => new(
        node["add_prefix_space"].Bool(),
        node.Find("use_regex")?.Bool() ?? true ? PatternReader.ReadExpression(ByteLevelPreTokenizer.WordExpression, node) : null);

    private static MetaspacePreTokenizer ReadMetaspace(JsonNode node)
    {
        PrependScheme? scheme = node.Find("prepend_scheme") is { } named ? ReadScheme(named) : null;

        // Older files say only whether.
        if (node.Find("add_prefix_space") is { } adds && !adds.Bool())
        {
            if (scheme is not (null or PrependScheme.Never))
                throw adds.Error(TokenizerError.BadValue, "false contradicts the prepend_scheme");
            scheme = PrependScheme.Never;
        }

        return new MetaspacePreTokenizer(
            ReadCharacter(node["replacement"]), scheme ?? PrependScheme.Always, node.Find("split")?.Bool() ?? true);
    }

    private static PrependScheme ReadScheme(JsonNode node) => node.String() switch
    {
        "always" => PrependScheme.Always,
        "first" => PrependScheme.First,
        "never" => PrependScheme.Never,
        _ => throw node.UnknownName(),
    };

    private static ScalarSplitter ReadDelimiter(JsonNode node)
    {
        var delimiter = char.ConvertToUtf32(ReadCharacter(node), 0);
        return new ScalarSplitter(scalar => scalar == delimiter, SplitBehavior.Removed);
    }

    private static FixedLengthPreTokenizer ReadFixedLength(JsonNode node) => (node.Find("length")?.Int() ?? 5) is var length and > 0
        ? new FixedLengthPreTokenizer(length)
        : throw node["length"].Error(TokenizerError.BadValue, "expected at least 1");

    private static string ReadCharacter(JsonNode node) => node.String() is var text && text.EnumerateRunes().Count() == 1
        ? text
        : throw node.Error(TokenizerError.BadValue, $"expected one character, found '{text}'");

    private static SplitBehavior ReadBehavior(JsonNode node) => node.String() switch
    {
        "Removed" => SplitBehavior.Removed,
        "Isolated" => SplitBehavior.Isolated,
        "MergedWithPrevious" => SplitBehavior.MergedWithPrevious,
        "MergedWithNext" => SplitBehavior.MergedWithNext,
        "Contiguous" => SplitBehavior.Contiguous,
        _ => throw node.UnknownName(),
    };
}
