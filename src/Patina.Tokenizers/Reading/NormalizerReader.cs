using Patina.Tokenizers.Normalizers;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads the <c>normalizer</c> of a tokenizer file.</summary>
internal static class NormalizerReader
{
    public static Normalizer Read(JsonNode node) => node.Type() switch
    {
        "Sequence" => new NormalizerSequence([.. node["normalizers"].Items().Select(Read)]),
        "BertNormalizer" => ReadBert(node),
        "Lowercase" => new LowercaseNormalizer(),
        "NFD" => new UnicodeNormalizer(NormalForm.D),
        "Replace" => new ReplaceNormalizer(PatternReader.Read(node["pattern"]), node["content"].String()),
        _ => throw node.UnknownType("normalizer"),
    };

    private static BertNormalizer ReadBert(JsonNode node) => new(
        cleanText: node["clean_text"].Bool(),
        spaceChinese: node["handle_chinese_chars"].Bool(),
        stripAccents: node.Find("strip_accents")?.Bool(),
        lowercase: node["lowercase"].Bool());
}
