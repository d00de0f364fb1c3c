using System.Text.Json;

namespace Patina.Tokenizers.Reading;

/// <summary>A value of a tokenizer file that knows where it stands, so that every complaint can say so.</summary>
internal readonly struct JsonNode(JsonElement element, string path, string origin)
{
    public JsonValueKind Kind => element.ValueKind;

    public bool IsNull => element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>A field that must be there and not null.</summary>
    public JsonNode this[string name] =>
        Find(name) is { } value ? value : throw Error(TokenizerError.BadValue, $"the field '{name}' is missing");

    /// <summary>A field, or null where it is missing or null.</summary>
    public JsonNode? Find(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonNode(value, $"{path}.{name}", origin)
            : null;
    }

    /// <summary>The items of an array.</summary>
    public IEnumerable<JsonNode> Items()
    {
        Expect(JsonValueKind.Array, "an array");
        var (items, at, file) = (element, path, origin);
        return items.EnumerateArray().Select((item, index) => new JsonNode(item, $"{at}[{index}]", file));
    }

    /// <summary>The fields of an object, in the order of the file.</summary>
    public IEnumerable<(string Name, JsonNode Value)> Fields()
    {
        Expect(JsonValueKind.Object, "an object");
        var (at, file) = (path, origin);
        return element.EnumerateObject().Select(field => (field.Name, new JsonNode(field.Value, at, file)));
    }

    /// <summary>The array or object itself, for loops over hundreds of thousands of entries.</summary>
    public JsonElement Raw(JsonValueKind kind)
    {
        Expect(kind, kind == JsonValueKind.Array ? "an array" : "an object");
        return element;
    }

    public string String()
    {
        Expect(JsonValueKind.String, "a string");
        return element.GetString()!;
    }

    public bool Bool() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Expected("true or false"),
    };

    /// <summary>A whole number from 0 to <paramref name="max"/>.</summary>
    public int Int(int max = int.MaxValue) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) && value >= 0 && value <= max
            ? value
            : throw Expected($"a whole number from 0 to {max}");

    public double Double() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw Expected("a finite number");

    /// <summary>One of the names of an enumeration, spelled as in the file format.</summary>
    public T Choice<T>(params ReadOnlySpan<(string Name, T Value)> choices)
    {
        var name = String();
        foreach (var choice in choices)
            if (choice.Name == name)
                return choice.Value;
        throw Error(TokenizerError.Unsupported, $"'{name}' is not known");
    }

    /// <summary>The component's <c>type</c>.</summary>
    public string Type() => this["type"].String();

    public TokenizerException UnknownType(string kind) => new JsonNode(element, $"{path}.type", origin).Error(
        TokenizerError.Unsupported, $"the {kind} '{Type()}' is not known. A newer version of this library may know it");

    /// <summary>An exception that says what is wrong with this value.</summary>
    public TokenizerException Error(TokenizerError reason, string what, Exception? inner = null) =>
        new(reason, $"{origin}: {path}: {what}.", inner);

    private void Expect(JsonValueKind kind, string what)
    {
        if (element.ValueKind != kind)
            throw Expected(what);
    }

    private TokenizerException Expected(string what) =>
        Error(TokenizerError.BadValue, $"expected {what}, found {Describe()}");

    private string Describe() => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => element.GetRawText() is { Length: <= 40 } digits ? digits : "a number",
        JsonValueKind.Undefined => "nothing",
        _ => element.ValueKind.ToString().ToLowerInvariant(),
    };
}
