namespace Patina.Toml;

/// <summary>Why a text is no TOML document, or not the one that was expected.</summary>
public enum TomlError
{
    /// <summary>The file is missing or cannot be read.</summary>
    Unreadable,

    /// <summary>The document has more bytes, or deeper nesting, than are read.</summary>
    TooLarge,

    /// <summary>The bytes are not UTF-8, or hold a control character.</summary>
    BadCharacter,

    /// <summary>The text breaks the grammar.</summary>
    BadSyntax,

    /// <summary>A number or a date that does not exist.</summary>
    BadValue,

    /// <summary>A key or a table is defined twice.</summary>
    Duplicate,
}
