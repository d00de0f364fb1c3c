namespace Patina.Memory.Scraping;

/// <summary>The kinds of source, as <c>patina scrape KIND</c> names them.</summary>
public enum ScrapeKind
{
    Code,
    Git,
    Notes,
    Docs,
}
