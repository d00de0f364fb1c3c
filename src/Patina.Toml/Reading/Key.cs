namespace Patina.Toml.Reading;

/// <summary>One part of a dotted key.</summary>
internal readonly record struct Key(string Text, TomlPosition Position);
