using System.Globalization;

namespace Patina.Models.Weights;

/// <summary>The <c>quantization</c> of an MLX checkpoint's configuration: for all matrices, and for some by name.</summary>
internal sealed class QuantizationSettings
{
    private const int DefaultBits = 4;
    private const int DefaultGroup = 64;

    private readonly (int Bits, int Group) _default;
    private readonly Dictionary<string, (int Bits, int Group)> _byModule = new(StringComparer.Ordinal);

    private QuantizationSettings((int Bits, int Group) settings) => _default = settings;

    /// <exception cref="ModelException"><see cref="ModelError.BadConfig"/>.</exception>
    public static QuantizationSettings Read(ModelConfig config)
    {
        if (config.Section("quantization") is not { } section)
            return new QuantizationSettings((DefaultBits, DefaultGroup));
        var settings = new QuantizationSettings(Pair(section, DefaultBits, DefaultGroup));
        foreach (var name in section.Names.Where(name => section.Section(name) is not null))
            settings._byModule[name] = Pair(section.Section(name)!, settings._default.Bits, settings._default.Group);
        return settings;
    }

    /// <param name="module">The tensor's name without <c>.weight</c>.</param>
    public (int Bits, int Group) Of(string module) => _byModule.GetValueOrDefault(module, _default);

    private static (int Bits, int Group) Pair(ModelConfig section, int bits, int group)
    {
        bits = section.Int("bits", bits);
        group = section.Int("group_size", group);
        if (section.Text("mode") is { } mode and not "affine")
            throw section.Unsupported("mode", mode, "affine");
        if (bits is not (2 or 4 or 8))
            throw section.Unsupported("bits", bits.ToString(CultureInfo.InvariantCulture), "2, 4 or 8");
        return (bits, group);
    }
}
