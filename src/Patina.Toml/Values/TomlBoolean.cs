namespace Patina.Toml;

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class TomlBoolean(TomlPosition position, bool value) : TomlValue(position)
{
    public bool Value { get; } = value;

    public override string Description => Value ? "true" : "false";
}
