using System.Text.Json;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads <c>truncation</c> and <c>padding</c> of a tokenizer file.</summary>
internal static class LengthReader
{
    public static TruncationOptions ReadTruncation(JsonNode node) => new()
    {
        MaxLength = node["max_length"].Int(),
        Side = node.Find("direction") is { } side ? ReadSide(side) : TokenSide.Right,
        Strategy = ReadStrategy(node["strategy"]),
    };

    public static PaddingOptions ReadPadding(JsonNode node) => new()
    {
        PadId = node["pad_id"].Int(),
        PadTypeId = node["pad_type_id"].Int(),
        PadToken = node["pad_token"].String(),
        Side = ReadSide(node["direction"]),
        MultipleOf = node.Find("pad_to_multiple_of")?.Int(),
        FixedLength = ReadFixedLength(node["strategy"]),
    };

    /// <summary><c>"BatchLongest"</c> or <c>{"Fixed": length}</c>.</summary>
    private static int? ReadFixedLength(JsonNode node) => node.Kind == JsonValueKind.Object
        ? node["Fixed"].Int()
        : node.String() == "BatchLongest" ? null : throw node.UnknownName();

    private static TruncationStrategy ReadStrategy(JsonNode node) => node.String() switch
    {
        "LongestFirst" => TruncationStrategy.LongestFirst,
        "OnlyFirst" => TruncationStrategy.OnlyFirst,
        "OnlySecond" => TruncationStrategy.OnlySecond,
        _ => throw node.UnknownName(),
    };

    private static TokenSide ReadSide(JsonNode node) => node.String() switch
    {
        "Right" => TokenSide.Right,
        "Left" => TokenSide.Left,
        _ => throw node.UnknownName(),
    };
}
