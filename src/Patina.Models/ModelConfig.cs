using System.Globalization;
using System.Text.Json;

namespace Patina.Models;

/// <summary>The settings of a model's <c>config.json</c>, or of an object within it. Reads what is asked for and ignores the rest.</summary>
internal sealed class ModelConfig
{
    /// <summary>Nothing that is counted in a configuration is larger; it keeps products within 64 bits.</summary>
    private const int LargestNumber = 1 << 26;

    private const int LargestFile = 1 << 20;

    private readonly JsonElement _json;
    private readonly string _place;

    private ModelConfig(JsonElement json, string place)
    {
        _json = json;
        _place = place;
    }

    /// <summary>The names of all settings.</summary>
    public IEnumerable<string> Names => _json.EnumerateObject().Select(property => property.Name);

    /// <exception cref="ModelException"><see cref="ModelError.BadFile"/>.</exception>
    public static ModelConfig Load(string folder)
    {
        var path = Path.Combine(folder, "config.json");
        using var json = JsonFile.Read(path, LargestFile);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? new ModelConfig(json.RootElement.Clone(), path)
            : throw new ModelException(ModelError.BadFile, $"{path}: is no JSON object. Fetch it again.");
    }

    public bool Has(string name) => Value(name) is not null;

    /// <summary>A whole number from 1 on.</summary>
    /// <exception cref="ModelException"><see cref="ModelError.BadConfig"/>: missing, or no such number.</exception>
    public int Int(string name) => OptionalInt(name) ?? throw Missing(name, "a whole number");

    public int Int(string name, int fallback) => OptionalInt(name) ?? fallback;

    public int? OptionalInt(string name)
    {
        if (Value(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && number is >= 1 and <= LargestNumber && number == Math.Floor(number)
            ? (int)number
            : throw Wrong(name, value, $"a whole number from 1 to {LargestNumber}");
    }

    /// <summary>A number above 0.</summary>
    public double Number(string name, double fallback) => OptionalNumber(name) ?? fallback;

    /// <inheritdoc cref="Int(string)"/>
    public double Number(string name) => OptionalNumber(name) ?? throw Missing(name, "a number above 0");

    public double? OptionalNumber(string name)
    {
        if (Value(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && number > 0
            ? number
            : throw Wrong(name, value, "a number above 0");
    }

    public bool Flag(string name, bool fallback) => Value(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong(name, value, "true or false"),
    };

    public string? Text(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } value => throw Wrong(name, value, "a string"),
    };

    public IReadOnlyList<string>? Texts(string name)
    {
        if (Value(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Wrong(name, value, "a list of strings");
    }

    /// <summary>An object; null where there is none, or something that is no object.</summary>
    public ModelConfig? Section(string name) =>
        Value(name) is { ValueKind: JsonValueKind.Object } value ? new ModelConfig(value, $"{_place}: \"{name}\"") : null;

    /// <summary>The function that a setting names.</summary>
    public Activation Activation(string name, string fallback) => (Text(name) ?? fallback) switch
    {
        "gelu" => Models.Activation.Gelu,
        "gelu_new" or "gelu_pytorch_tanh" or "gelu_fast" => Models.Activation.GeluTanh,
        "silu" or "swish" or "swiglu" => Models.Activation.Silu,
        "relu" => Models.Activation.Relu,
        { } other => throw Unsupported(name, other, "gelu, gelu_new, silu or relu"),
    };

    /// <summary>A setting whose value is known to mean something that is not built here.</summary>
    public ModelException Unsupported(string name, string value, string expected) => new(ModelError.Unsupported,
        $"{_place}: \"{name}\" is {value}; supported: {expected}.");

    private JsonElement? Value(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private ModelException Missing(string name, string expected) =>
        new(ModelError.BadConfig, $"{_place}: has no \"{name}\"; expected {expected}.");

    private ModelException Wrong(string name, JsonElement value, string expected)
    {
        var text = value.GetRawText();
        var shown = text.Length <= 40 ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..40]}…");
        return new ModelException(ModelError.BadConfig, $"{_place}: \"{name}\" is {shown}; expected {expected}.");
    }
}
