namespace Patina.Memory.Scraping.Code;

/// <summary>How an import that is written as one path falls into module and name.</summary>
internal enum ImportStyle
{
    /// <summary>The path is a module: <c>using System.IO</c>.</summary>
    Module,

    /// <summary>The last component is the imported name: <c>import java.util.List</c>.</summary>
    LastIsName,

    /// <summary>The last component is a name if it begins with an upper-case letter: <c>use std::collections::HashMap</c>.</summary>
    LastIsNameIfUpperCase,
}
