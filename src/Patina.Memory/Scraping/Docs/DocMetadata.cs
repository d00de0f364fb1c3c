namespace Patina.Memory.Scraping.Docs;

/// <summary>What the front matter says about a document.</summary>
internal sealed record DocMetadata(string? Title, IReadOnlyList<string> Tags);
