namespace Patina.Toml;

/// <summary>A document that cannot be used; the message begins with file, line and column.</summary>
public sealed class TomlException(TomlError reason, TomlPosition position, string what, Exception? inner = null)
    : Exception($"{position}: {what}", inner)
{
    public TomlError Reason { get; } = reason;

    /// <summary>Line 0 means the whole file.</summary>
    public TomlPosition Position { get; } = position;
}
