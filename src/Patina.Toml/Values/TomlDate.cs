namespace Patina.Toml;

/// <summary>A date, a time, or both. Checked, and kept as it is written.</summary>
public sealed class TomlDate(TomlPosition position, string text, TomlDateKind kind) : TomlValue(position)
{
    public string Text { get; } = text;

    public TomlDateKind Kind { get; } = kind;

    public override string Description => $"the date {Text}";
}
