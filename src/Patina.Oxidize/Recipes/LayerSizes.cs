using System.Globalization;

namespace Patina.Oxidize.Recipes;

/// <summary>The widths of a two-layer projection.</summary>
/// <param name="Input">What the recipe says about the model's dimension; null when it leaves that to the model.</param>
public readonly record struct LayerSizes(int? Input, int Hidden, int Output)
{
    public override string ToString() => Input is { } input
        ? string.Create(CultureInfo.InvariantCulture, $"[{input}, {Hidden}, {Output}]")
        : string.Create(CultureInfo.InvariantCulture, $"[{Hidden}, {Output}]");
}
