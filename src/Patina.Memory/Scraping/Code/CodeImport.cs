namespace Patina.Memory.Scraping.Code;

/// <param name="Name">Null when the whole module is imported.</param>
/// <param name="Line">Counted from 1.</param>
internal readonly record struct CodeImport(string Module, string? Name, int Line);
