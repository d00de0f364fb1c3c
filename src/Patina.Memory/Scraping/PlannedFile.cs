namespace Patina.Memory.Scraping;

/// <summary>A file that a scrape would read, and as what.</summary>
/// <param name="Path">Relative to the root, with <c>/</c>.</param>
public readonly record struct PlannedFile(string Path, ScrapeKind Kind);
