namespace Patina.Toml;

/// <summary>A place in a document.</summary>
/// <param name="File">The file's name in messages.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">In UTF-16 units from 1.</param>
public readonly record struct TomlPosition(string File, int Line, int Column)
{
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}
