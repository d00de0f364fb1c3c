using System.Text.Encodings.Web;
using System.Text.Json;

namespace Patina.Pretrain.Vocabulary;

/// <summary>
/// Writes the <c>tokenizer.json</c> of a trained model: identifiers fall into words, words of every script into their
/// UTF-8 bytes (in the byte-level alphabet), and these by greedy longest match into pieces. Every byte is a piece, so nothing is unknown.
/// </summary>
internal static class TokenizerJson
{
    public const string Padding = "[PAD]";
    public const string Unknown = "[UNK]";
    public const string Continuation = "##";

    /// <summary>What is no letter, mark or digit of any script separates words.</summary>
    private const string Separators = @"[^\p{L}\p{M}\p{N}]+";
    private const string LongNumbers = "[0-9]{5,}";
    private const string WordBoundaries =
        "(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])";
    private const string LongWords = "[a-z]{25,}";

    /// <summary>Kana and Han, which are written without spaces: each is a word.</summary>
    private const string Unspaced = @"[\u3041-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]";

    /// <summary>Bytes of the longest word that is cut into pieces.</summary>
    private const int MaxWord = 4_096;

    /// <param name="pieces">In the order of their ids, beginning with <see cref="Padding"/> and <see cref="Unknown"/>.</param>
    public static byte[] Write(IReadOnlyList<string> pieces)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteNull("truncation");
            json.WriteNull("padding");
            json.WriteStartArray("added_tokens");
            json.WriteEndArray();
            WriteNormalizer(json);
            WritePreTokenizer(json);
            json.WriteNull("post_processor");
            json.WriteNull("decoder");
            WriteModel(json, pieces);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void WriteNormalizer(Utf8JsonWriter json)
    {
        json.WriteStartObject("normalizer");
        json.WriteString("type", "Sequence");
        json.WriteStartArray("normalizers");
        WriteType(json, "NFKC");
        WriteReplace(json, Separators);
        WriteReplace(json, LongNumbers);
        WriteReplace(json, WordBoundaries);
        WriteType(json, "Lowercase");
        WriteReplace(json, LongWords);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePreTokenizer(Utf8JsonWriter json)
    {
        json.WriteStartObject("pre_tokenizer");
        json.WriteString("type", "Sequence");
        json.WriteStartArray("pretokenizers");
        WriteType(json, "WhitespaceSplit");
        json.WriteStartObject();
        json.WriteString("type", "Split");
        json.WriteStartObject("pattern");
        json.WriteString("Regex", Unspaced);
        json.WriteEndObject();
        json.WriteString("behavior", "Isolated");
        json.WriteBoolean("invert", false);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "ByteLevel");
        json.WriteBoolean("add_prefix_space", false);
        json.WriteBoolean("trim_offsets", false);
        json.WriteBoolean("use_regex", false);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, IReadOnlyList<string> pieces)
    {
        json.WriteStartObject("model");
        json.WriteString("type", "WordPiece");
        json.WriteString("unk_token", Unknown);
        json.WriteString("continuing_subword_prefix", Continuation);
        json.WriteNumber("max_input_chars_per_word", MaxWord);
        json.WriteStartObject("vocab");
        for (var id = 0; id < pieces.Count; id++)
            json.WriteNumber(pieces[id], id);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteReplace(Utf8JsonWriter json, string expression)
    {
        json.WriteStartObject();
        json.WriteString("type", "Replace");
        json.WriteStartObject("pattern");
        json.WriteString("Regex", expression);
        json.WriteEndObject();
        json.WriteString("content", " ");
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteEndObject();
    }
}
