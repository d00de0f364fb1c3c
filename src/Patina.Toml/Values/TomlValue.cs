namespace Patina.Toml;

/// <summary>A value of a document: a scalar, an array or a table.</summary>
public abstract class TomlValue(TomlPosition position)
{
    /// <summary>Where it begins.</summary>
    public TomlPosition Position { get; } = position;

    /// <summary>What it is, for messages.</summary>
    public abstract string Description { get; }
}
