using System.Text.Json;

namespace Patina.Scry.Benchmarks;

/// <summary>Reads fields of untrusted JSON; a wrong type is a <see cref="FormatException"/> that names the field.</summary>
internal static class JsonFields
{
    public static string String(JsonElement parent, string name) =>
        OptionalString(parent, name) ?? throw new FormatException($"Field '{name}' is missing.");

    public static string? OptionalString(JsonElement parent, string name) => Find(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        var other => throw new FormatException($"Field '{name}' is {other.Value.ValueKind}, expected a string."),
    };

    public static int? OptionalInt(JsonElement parent, string name) => Find(parent, name) switch
    {
        null => null,
        { } number when number.TryGetInt32(out var value) => value,
        _ => throw new FormatException($"Field '{name}' is not a whole number."),
    };

    public static IEnumerable<JsonElement> Array(JsonElement parent, string name) => Find(parent, name) switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        null => throw new FormatException($"Field '{name}' is missing."),
        var other => throw new FormatException($"Field '{name}' is {other.Value.ValueKind}, expected a list."),
    };

    /// <summary>As <see cref="Array"/>, empty where the field is missing.</summary>
    public static IEnumerable<JsonElement> OptionalArray(JsonElement parent, string name) =>
        Find(parent, name) is null ? [] : Array(parent, name);

    /// <summary>A list of strings; empty where the field is missing.</summary>
    public static List<string> Strings(JsonElement parent, string name) =>
        [.. OptionalArray(parent, name).Select(item => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw new FormatException($"Field '{name}' holds {item.ValueKind}, expected strings."))];

    private static JsonElement? Find(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object)
            throw new FormatException($"Found {parent.ValueKind} where an object with '{name}' was expected.");
        return parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }
}
