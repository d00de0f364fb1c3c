using Patina.Tokenizers.PostProcessors;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads the <c>post_processor</c> of a tokenizer file.</summary>
internal static class PostProcessorReader
{
    public static PostProcessor Read(JsonNode node) => node.Type() switch
    {
        "TemplateProcessing" => ReadTemplate(node),
        "BertProcessing" => ReadBert(node),
        "RobertaProcessing" => ReadRoberta(node),
        "ByteLevel" => PostProcessor.None with { Trimmings = ReadTrimming(node) },
        "Sequence" => ReadSequence(node["processors"]),
        _ => throw node.UnknownType("post-processor"),
    };

    private static PostProcessor ReadTemplate(JsonNode node)
    {
        var special = node["special_tokens"].Fields()
            .ToDictionary(field => field.Key, field => field.Value["ids"].Items().Select(id => id.Int()).ToArray());
        return new PostProcessor(
            [.. node["single"].Items().Select(piece => ReadPiece(piece, special, texts: 1))],
            [.. node["pair"].Items().Select(piece => ReadPiece(piece, special, texts: 2))],
            []);
    }

    private static TemplatePiece ReadPiece(JsonNode node, Dictionary<string, int[]> special, int texts)
    {
        if (node.Find("Sequence") is { } sequence)
        {
            var text = sequence["id"].String() switch { "A" => 0, "B" => 1, _ => throw sequence["id"].UnknownName() };
            return text < texts
                ? TemplatePiece.OfText(text, sequence["type_id"].Int())
                : throw sequence.Error(TokenizerError.BadValue, "a single text has no part 'B'");
        }

        var token = node["SpecialToken"];
        var name = token["id"].String();
        return special.TryGetValue(name, out var ids)
            ? TemplatePiece.OfSpecial(token["type_id"].Int(), ids)
            : throw token.Error(TokenizerError.BadValue, $"'{name}' is not among the special_tokens");
    }

    private static PostProcessor ReadBert(JsonNode node)
    {
        var (start, end) = (ReadTokenId(node["cls"]), ReadTokenId(node["sep"]));
        return new PostProcessor(
            [TemplatePiece.OfSpecial(0, start), TemplatePiece.OfText(0, 0), TemplatePiece.OfSpecial(0, end)],
            [
                TemplatePiece.OfSpecial(0, start), TemplatePiece.OfText(0, 0), TemplatePiece.OfSpecial(0, end),
                TemplatePiece.OfText(1, 1), TemplatePiece.OfSpecial(1, end),
            ],
            []);
    }

    private static PostProcessor ReadRoberta(JsonNode node)
    {
        var (start, end) = (ReadTokenId(node["cls"]), ReadTokenId(node["sep"]));
        return new PostProcessor(
            [TemplatePiece.OfSpecial(0, start), TemplatePiece.OfText(0, 0), TemplatePiece.OfSpecial(0, end)],
            [
                TemplatePiece.OfSpecial(0, start), TemplatePiece.OfText(0, 0), TemplatePiece.OfSpecial(0, end),
                TemplatePiece.OfSpecial(0, end), TemplatePiece.OfText(1, 0), TemplatePiece.OfSpecial(0, end),
            ],
            ReadTrimming(node));
    }

    private static SpaceTrimming[] ReadTrimming(JsonNode node) =>
        node["trim_offsets"].Bool() ? [new SpaceTrimming(node["add_prefix_space"].Bool())] : [];

    /// <summary>Any number of processors that trim, and one that adds tokens.</summary>
    private static PostProcessor ReadSequence(JsonNode node)
    {
        var sequence = PostProcessor.None;
        var isAssembled = false;
        foreach (var item in node.Items())
        {
            var next = Read(item);
            var trims = item.Type() == "ByteLevel";
            if (!trims && isAssembled)
                throw item.Error(TokenizerError.Unsupported, "a second post-processor that puts texts together is not supported");
            SpaceTrimming[] trimmings = [.. sequence.Trimmings, .. next.Trimmings];
            sequence = (trims ? sequence : next) with { Trimmings = trimmings };
            isAssembled |= !trims;
        }

        return sequence;
    }

    /// <summary><c>["[SEP]", 102]</c></summary>
    private static int ReadTokenId(JsonNode node) => node.Items() is [_, var id]
        ? id.Int()
        : throw node.Error(TokenizerError.BadValue, "expected a token and its id");
}
