using Patina.Tokenizers.Models;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads the <c>model</c> of a tokenizer file.</summary>
internal static class ModelReader
{
    public static Model Read(JsonNode node) => node.Type() switch
    {
        "WordPiece" => ReadWordPiece(node),
        _ => throw node.UnknownType("model"),
    };

    private static WordPieceModel ReadWordPiece(JsonNode node) => new(
        VocabularyReader.Read(node["vocab"]),
        node["unk_token"].String(),
        node["continuing_subword_prefix"].String(),
        node["max_input_chars_per_word"].Int());
}
