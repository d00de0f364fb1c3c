using System.Text.Json;
using Patina.Tokenizers.Models;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads the <c>model</c> of a tokenizer file.</summary>
internal static class ModelReader
{
    /// <param name="stream">Stands at the beginning of the model, afterwards at its end.</param>
    public static Model Read(ref JsonStream stream, string origin)
    {
        var place = $"{origin}: $.model";
        var parts = new ModelParts();
        var fields = new Dictionary<string, JsonNode>();
        while (stream.TryReadField(out var name))
        {
            if (stream.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) || name is not ("vocab" or "merges"))
            {
                fields[name] = new JsonNode(stream.ReadElement(), $"$.model.{name}", origin);
                continue;
            }

            var scanner = stream.BeginScan();
            if (name == "merges")
                parts.Merges = MergeReader.ReadParts(ref scanner, $"{place}.merges");
            else if (stream.TokenType == JsonTokenType.StartObject)
                parts.Vocabulary = VocabularyReader.ReadObject(ref scanner, $"{place}.vocab");
            else
                (parts.Vocabulary, parts.Scores) = VocabularyReader.ReadScored(ref scanner, $"{place}.vocab");
            stream.EndScan(scanner);
        }

        return Build(new JsonNode(fields, "$.model", origin), parts);
    }

    private static Model Build(JsonNode node, ModelParts parts)
    {
        var vocabulary = parts.Vocabulary ?? throw node.Error(TokenizerError.BadValue, "the field 'vocab' is missing, or no object or array");
        var type = node.Find("type")?.String() ?? GuessType(node, parts);
        if ((type == "Unigram") != (parts.Scores is not null))
            throw node.Error(TokenizerError.BadVocabulary, $"the 'vocab' of a {type} model has another form");
        return type switch
        {
            "WordPiece" => ReadWordPiece(node, vocabulary),
            "BPE" => ReadBpe(node, vocabulary, parts.Merges),
            "Unigram" => ReadUnigram(node, vocabulary, parts.Scores!),
            "WordLevel" => new WordLevelModel(vocabulary, node["unk_token"].String()),
            _ => throw node.UnknownType("model"),
        };
    }

    /// <summary>Files from before 2021 do not name the type.</summary>
    private static string GuessType(JsonNode node, ModelParts parts) => parts switch
    {
        { Merges: not null } => "BPE",
        { Scores: not null } => "Unigram",
        _ when node.Find("max_input_chars_per_word") is not null => "WordPiece",
        _ => "WordLevel",
    };

    private static WordPieceModel ReadWordPiece(JsonNode node, Vocabulary vocabulary) => new(
        vocabulary,
        node["unk_token"].String(),
        node["continuing_subword_prefix"].String(),
        node["max_input_chars_per_word"].Int());

    private static BpeModel ReadBpe(JsonNode node, Vocabulary vocabulary, TextList? merges)
    {
        if (node.Find("dropout") is { } dropout && dropout.Double() != 0)
            throw dropout.Error(TokenizerError.Unsupported, "with dropout a text has other tokens each time; set it to null");

        var options = new BpeOptions
        {
            Unknown = node.Find("unk_token")?.String(),
            Prefix = ReadAffix(node, "continuing_subword_prefix"),
            Suffix = ReadAffix(node, "end_of_word_suffix"),
            FuseUnknown = node.Find("fuse_unk")?.Bool() ?? false,
            ByteFallback = node.Find("byte_fallback")?.Bool() ?? false,
            IgnoreMerges = node.Find("ignore_merges")?.Bool() ?? false,
        };
        var parts = merges ?? throw node.Error(TokenizerError.BadValue, "the field 'merges' is missing, or no array");
        return new BpeModel(vocabulary, MergeReader.Resolve(parts, vocabulary, options.Prefix, node.Place("merges")), options);
    }

    private static UnigramModel ReadUnigram(JsonNode node, Vocabulary vocabulary, double[] scores)
    {
        var unknown = node.Find("unk_id")?.Int();
        if (unknown >= vocabulary.Count)
            throw node["unk_id"].Error(TokenizerError.BadVocabulary, $"there are only {vocabulary.Count} tokens");
        return new UnigramModel(vocabulary, scores, unknown, node.Find("byte_fallback")?.Bool() ?? false);
    }

    private static string ReadAffix(JsonNode node, string name)
    {
        var affix = node.Find(name)?.String() ?? "";
        return affix.Length <= BpeOptions.LongestAffix
            ? affix
            : throw node[name].Error(TokenizerError.TooLarge, $"{affix.Length} characters, expected at most {BpeOptions.LongestAffix}");
    }

    /// <summary>The large parts of a model, which are read as they pass by.</summary>
    private sealed class ModelParts
    {
        public Vocabulary? Vocabulary { get; set; }

        public double[]? Scores { get; set; }

        public TextList? Merges { get; set; }
    }
}
