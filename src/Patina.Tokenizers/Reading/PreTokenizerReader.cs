using Patina.Tokenizers.PreTokenizers;

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
        _ => throw node.UnknownType("pre-tokenizer"),
    };

    private static SplitBehavior ReadBehavior(JsonNode node) => node.Choice(
        ("Removed", SplitBehavior.Removed),
        ("Isolated", SplitBehavior.Isolated),
        ("MergedWithPrevious", SplitBehavior.MergedWithPrevious),
        ("MergedWithNext", SplitBehavior.MergedWithNext),
        ("Contiguous", SplitBehavior.Contiguous));
}
