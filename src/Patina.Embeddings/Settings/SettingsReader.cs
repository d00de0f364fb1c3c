using System.Text.Json;

namespace Patina.Embeddings.Settings;

/// <summary>Reads values from a JSON settings file, and says where one is not what it must be. A null counts as left out.</summary>
internal sealed class SettingsReader
{
    /// <summary>Longest settings file that is read, in bytes.</summary>
    private const int LargestFile = 1 << 20;

    private readonly string _path;

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadConfig"/>: it is not JSON, or too large.</exception>
    public SettingsReader(string path)
    {
        _path = path;
        try
        {
            using var document = JsonDocument.Parse(ReadFile(path));
            Root = document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new EmbeddingException(EmbeddingError.BadConfig, $"{path}: is not JSON ({error.Message.TrimEnd('.')}). Fetch it again.", error);
        }
    }

    public JsonElement Root { get; }

    public string? String(string key) => Find(key, "a string", JsonValueKind.String) is { } value ? value.GetString() : null;

    public bool? Boolean(string key) => Find(key, "true or false", JsonValueKind.True, JsonValueKind.False) is { } value ? value.GetBoolean() : null;

    public int? Integer(string key, int least) => Find(key, "a number", JsonValueKind.Number) is { } value ? ToInteger(value, key, least) : null;

    /// <summary>A number, or the first of a list of numbers.</summary>
    public int? FirstInteger(string key, int least) => Find(key, "a number or a list of numbers", JsonValueKind.Number, JsonValueKind.Array) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() > 0 ? ToInteger(list[0], key, least) : null,
        var number => ToInteger(number.Value, key, least),
    };

    /// <summary>A positive number; null also where it is larger than <paramref name="most"/>, which some files write for "no limit".</summary>
    public int? Count(string key, int most) => Find(key, "a number", JsonValueKind.Number) is { } value
        ? value.GetDouble() switch
        {
            > 0 and var number when number <= most => (int)number,
            > 0 => null,
            _ => throw Bad($"'{key}' is not a positive number"),
        }
        : null;

    public JsonElement? Object(string key) => Find(key, "an object", JsonValueKind.Object);

    public IReadOnlyList<int> Integers(string key, int least) =>
        Find(key, "a list of numbers", JsonValueKind.Array) is { } values
            ? [.. values.EnumerateArray().Select(value => ToInteger(value, key, least))]
            : [];

    public EmbeddingException Bad(string what) => new(EmbeddingError.BadConfig, $"{_path}: {what}. Fetch the model again.");

    public EmbeddingException Unsupported(string what) =>
        new(EmbeddingError.Unsupported, $"{_path}: {what}. Choose another model, or a newer version of this program.");

    private static byte[] ReadFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (stream.Length > LargestFile)
        {
            throw new EmbeddingException(EmbeddingError.BadConfig,
                $"{path}: has {stream.Length} bytes, a settings file at most {LargestFile}. Is it another file?");
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private JsonElement? Find(string key, string expected, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (Root.ValueKind != JsonValueKind.Object)
            throw Bad("is not a JSON object");
        if (!Root.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return kinds.Contains(value.ValueKind) ? value : throw Bad($"'{key}' is not {expected}");
    }

    private int ToInteger(JsonElement value, string key, int least) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least
            ? number
            : throw Bad($"'{key}' is not a whole number from {least} to {int.MaxValue}");
}
