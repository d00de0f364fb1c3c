namespace Patina.Toml;

/// <summary>How a table came about, which decides what may still be added to it.</summary>
internal enum TableOrigin
{
    /// <summary>On the way to a deeper header: a header of its own may follow.</summary>
    Implicit,

    /// <summary>By a header, or by dotted keys.</summary>
    Defined,

    /// <summary>Written as a value: closed.</summary>
    Inline,
}
