using System.Text.Json;

namespace Patina.Tokenizers.Reading;

/// <summary>A value of a tokenizer file that knows where it stands, so that every complaint can say so.</summary>
/// <remarks>
/// A class, and no tuples or structures in collections: generic code over classes comes compiled with the run-time, which a
/// process that has just started would otherwise spend most of its time on here.
/// </remarks>
internal sealed class JsonNode
{
    private readonly JsonElement _element;
    private readonly Dictionary<string, JsonNode>? _fields;
    private readonly string _path;
    private readonly string _origin;

    /// <param name="path">Where the value stands in the file.</param>
    /// <param name="origin">What messages call the file.</param>
    public JsonNode(JsonElement element, string path, string origin) => (_element, _path, _origin) = (element, path, origin);

    /// <summary>An object whose fields were read one by one, the large ones apart.</summary>
    public JsonNode(Dictionary<string, JsonNode> fields, string path, string origin) =>
        (_fields, _path, _origin) = (fields, path, origin);

    public JsonValueKind Kind => _fields is null ? _element.ValueKind : JsonValueKind.Object;

    /// <summary>A field that must be there and not null.</summary>
    public JsonNode this[string name] =>
        Find(name) is { } value ? value : throw Error(TokenizerError.BadValue, $"the field '{name}' is missing");

    /// <summary>A field, or null where it is missing or null.</summary>
    public JsonNode? Find(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        var found = _fields is not null ? _fields.GetValueOrDefault(name)
            : _element.TryGetProperty(name, out var value) ? new JsonNode(value, $"{_path}.{name}", _origin) : null;
        return found?.Kind == JsonValueKind.Null ? null : found;
    }

    /// <summary>The items of an array.</summary>
    public List<JsonNode> Items()
    {
        Expect(JsonValueKind.Array, "an array");
        var items = new List<JsonNode>();
        foreach (var item in _element.EnumerateArray())
            items.Add(new JsonNode(item, $"{_path}[{items.Count}]", _origin));
        return items;
    }

    /// <summary>The fields of an object by their names.</summary>
    public Dictionary<string, JsonNode> Fields()
    {
        Expect(JsonValueKind.Object, "an object");
        var fields = new Dictionary<string, JsonNode>();
        foreach (var field in _element.EnumerateObject())
            fields[field.Name] = new JsonNode(field.Value, $"{_path}.{field.Name}", _origin);
        return fields;
    }

    public string String()
    {
        Expect(JsonValueKind.String, "a string");
        return _element.GetString()!;
    }

    public bool Bool() => _element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Expected("true or false"),
    };

    /// <summary>A whole number from 0 to <paramref name="max"/>.</summary>
    public int Int(int max = int.MaxValue) =>
        _element.ValueKind == JsonValueKind.Number && _element.TryGetInt32(out var value) && value >= 0 && value <= max
            ? value
            : throw Expected($"a whole number from 0 to {max}");

    public double Double() =>
        _element.ValueKind == JsonValueKind.Number && _element.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw Expected("a finite number");

    /// <summary>An exception that says that the string names nothing known.</summary>
    public TokenizerException UnknownName() => Error(TokenizerError.Unsupported, $"'{String()}' is not known");

    /// <summary>The component's <c>type</c>.</summary>
    public string Type() => this["type"].String();

    public TokenizerException UnknownType(string kind) =>
        this["type"].Error(TokenizerError.Unsupported, $"the {kind} '{Type()}' is not known. A newer version of this library may know it");

    /// <summary>What messages call a field.</summary>
    public string Place(string name) => $"{_origin}: {_path}.{name}";

    /// <summary>An exception that says what is wrong with this value.</summary>
    public TokenizerException Error(TokenizerError reason, string what, Exception? inner = null) =>
        new(reason, $"{_origin}: {_path}: {what}.", inner);

    private void Expect(JsonValueKind kind, string what)
    {
        if (Kind != kind)
            throw Expected(what);
    }

    private TokenizerException Expected(string what) =>
        Error(TokenizerError.BadValue, $"expected {what}, found {Describe()}");

    private string Describe() => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => _element.GetRawText() is { Length: <= 40 } digits ? digits : "a number",
        JsonValueKind.Undefined => "nothing",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
