using Patina.Tokenizers.Normalizers;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads the <c>normalizer</c> of a tokenizer file.</summary>
internal static class NormalizerReader
{
    public static Normalizer Read(JsonNode node) => node.Type() switch
    {
        "Sequence" => new NormalizerSequence([.. node["normalizers"].Items().Select(Read)]),
        "BertNormalizer" or "Bert" => ReadBert(node),
        "Lowercase" => new LowercaseNormalizer(),
        "NFC" => new UnicodeNormalizer(NormalForm.C),
        "NFD" => new UnicodeNormalizer(NormalForm.D),
        "NFKC" => new UnicodeNormalizer(NormalForm.KC),
        "NFKD" => new UnicodeNormalizer(NormalForm.KD),
        "Precompiled" => ReadPrecompiled(node["precompiled_charsmap"]),
        "Nmt" => new NmtNormalizer(),
        "Strip" or "StripNormalizer" => new StripNormalizer(node["strip_left"].Bool(), node["strip_right"].Bool()),
        "StripAccents" => new ScalarFilter(Scalars.IsMark),
        "Prepend" => new PrependNormalizer(node["prepend"].String()),
        "ByteLevel" => new ByteLevelNormalizer(),
        "Replace" => new ReplaceNormalizer(PatternReader.Read(node["pattern"]), node["content"].String()),
        _ => throw node.UnknownType("normalizer"),
    };

    private static BertNormalizer ReadBert(JsonNode node) => new(
        cleanText: node["clean_text"].Bool(),
        spaceChinese: node["handle_chinese_chars"].Bool(),
        stripAccents: node.Find("strip_accents")?.Bool(),
        lowercase: node["lowercase"].Bool());

    private static PrecompiledNormalizer ReadPrecompiled(JsonNode node)
    {
        try
        {
            return CharacterMap.TryRead(Convert.FromBase64String(node.String())) is { } map
                ? new PrecompiledNormalizer(map)
                : throw node.Error(TokenizerError.BadValue, "the map is truncated or damaged");
        }
        catch (FormatException error)
        {
            throw node.Error(TokenizerError.BadValue, "not Base64", error);
        }
    }
}
