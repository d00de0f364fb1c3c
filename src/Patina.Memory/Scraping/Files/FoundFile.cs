namespace Patina.Memory.Scraping.Files;

/// <summary>A file to read, as far as its name and size tell.</summary>
/// <param name="Path">Relative to the root, with <c>/</c>.</param>
internal readonly record struct FoundFile(string Path, FileStamp Stamp);
