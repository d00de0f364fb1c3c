using System.Globalization;
using Patina.Toml;

namespace Patina.Embeddings.Registry;

/// <summary>
/// One model's table, or the same table of several files, where the first file that has a key decides. Absent keys give null; what is
/// there has the right type and range, or throws with its place.
/// </summary>
internal sealed class RegistryTable(string name, IReadOnlyList<TomlTable> layers)
{
    private const int MaxTextLength = 2048;
    private const int MaxItems = 256;

    public TomlPosition Position => layers[0].Position;

    public void CheckKeys(IReadOnlyCollection<string> known)
    {
        foreach (var layer in layers)
        {
            if (layer.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
                throw Bad(layer[unknown], $"{name} has no key {new TomlString(Position, unknown).Description}. Known keys: {string.Join(", ", known)}");
        }
    }

    public TomlValue? Find(string key) =>
        layers.Select(layer => layer.TryGet(key, out var value) ? value : null).FirstOrDefault(value => value is not null);

    public string? Text(string key) => Find(key) is { } value ? TextOf(value, key) : null;

    public int? Integer(string key, int least, int most) => Find(key) switch
    {
        null => null,
        TomlInteger { Value: var value } when value >= least && value <= most => (int)value,
        var other => throw Bad(other, string.Create(CultureInfo.InvariantCulture, $"{name}.{key} is {other.Description}; expected a whole number from {least} to {most}")),
    };

    public IReadOnlyList<string>? Texts(string key) => Find(key) is { } value ? [.. Items(value, key).Select(item => TextOf(item, key))] : null;

    public IReadOnlyList<int>? Integers(string key) => Find(key) is { } value
        ? [.. Items(value, key).Select(item => item is TomlInteger { Value: > 0 and <= 65_536 } number
            ? (int)number.Value
            : throw Bad(item, $"{name}.{key} holds {item.Description}; expected whole numbers from 1 to 65536"))]
        : null;

    /// <summary>A table of texts; keys of all layers count.</summary>
    public IReadOnlyDictionary<string, (string Text, TomlValue Value)> Map(string key)
    {
        var map = new Dictionary<string, (string, TomlValue)>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            if (!layer.TryGet(key, out var value))
                continue;
            var table = value as TomlTable ?? throw Bad(value, $"{name}.{key} is {value.Description}; expected a table");
            foreach (var item in table.Keys)
                map.TryAdd(item, (TextOf(table[item], $"{key}.{item}"), table[item]));
        }

        return map;
    }

    public static EmbeddingException Bad(TomlValue value, string what) => new(EmbeddingError.BadRegistry, $"{value.Position}: {what}.");

    private IReadOnlyList<TomlValue> Items(TomlValue value, string key) => value is TomlArray { Items.Count: <= MaxItems } array
        ? array.Items
        : throw Bad(value, $"{name}.{key} is {value.Description}; expected a list of at most {MaxItems}");

    private string TextOf(TomlValue value, string key) =>
        value is TomlString { Text.Length: <= MaxTextLength } text && !text.Text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t'))
            ? text.Text
            : throw Bad(value, $"{name}.{key} is {value.Description}; expected a text of at most {MaxTextLength} characters");
}
