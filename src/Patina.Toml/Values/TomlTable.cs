using System.Diagnostics.CodeAnalysis;

namespace Patina.Toml;

/// <summary>Values by their keys, in the order of the document.</summary>
public sealed class TomlTable : TomlValue
{
    private readonly Dictionary<string, TomlValue> _values = new(StringComparer.Ordinal);

    internal TomlTable(TomlPosition position, TableOrigin origin, int section)
        : base(position) => (Origin, Section) = (origin, section);

    public IEnumerable<string> Keys => _values.Keys;

    public int Count => _values.Count;

    public override string Description => "a table";

    internal TableOrigin Origin { get; set; }

    /// <summary>The header under which dotted keys may still add to it.</summary>
    internal int Section { get; set; }

    public TomlValue this[string key] => _values[key];

    public bool TryGet(string key, [NotNullWhen(true)] out TomlValue? value) => _values.TryGetValue(key, out value);

    internal bool TryAdd(string key, TomlValue value) => _values.TryAdd(key, value);
}
