namespace Patina.Memory.Storage.Reading;

/// <summary>A name that a file imports.</summary>
/// <param name="Path">The file that imports it.</param>
/// <param name="Line">Counted from 1.</param>
public readonly record struct Import(string Path, string Name, int Line);
