using System.Globalization;

namespace Patina.Toml;

/// <summary>A whole number of 64 bits.</summary>
public sealed class TomlInteger(TomlPosition position, long value) : TomlValue(position)
{
    public long Value { get; } = value;

    public override string Description => Value.ToString(CultureInfo.InvariantCulture);
}
