namespace Patina.Toml;

/// <summary>A list of values, which may be of different types.</summary>
public sealed class TomlArray : TomlValue
{
    private readonly List<TomlValue> _items = [];

    internal TomlArray(TomlPosition position, bool ofTables)
        : base(position) => IsOfTables = ofTables;

    public IReadOnlyList<TomlValue> Items => _items;

    public override string Description => $"a list of {_items.Count}";

    /// <summary>Grows with each <c>[[header]]</c>; one written as a value is closed.</summary>
    internal bool IsOfTables { get; }

    internal void Add(TomlValue value) => _items.Add(value);
}
