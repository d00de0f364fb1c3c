namespace Patina.Toml;

/// <summary>A text, unescaped.</summary>
public sealed class TomlString(TomlPosition position, string text) : TomlValue(position)
{
    private const int LongestQuote = 40;

    public string Text { get; } = text;

    public override string Description =>
        $"\"{string.Concat(Text.Take(LongestQuote).Select(letter => char.IsControl(letter) ? '?' : letter))}{(Text.Length > LongestQuote ? "…" : "")}\"";
}
