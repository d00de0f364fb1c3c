using System.Globalization;

namespace Patina.Toml;

/// <summary>A floating-point number, infinity and NaN included.</summary>
public sealed class TomlFloat(TomlPosition position, double value) : TomlValue(position)
{
    public double Value { get; } = value;

    public override string Description => Value.ToString(CultureInfo.InvariantCulture);
}
