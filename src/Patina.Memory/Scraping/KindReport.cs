namespace Patina.Memory.Scraping;

/// <summary>What a scrape did to the sources of one kind.</summary>
public sealed record KindReport(ScrapeKind Kind, int Added, int Changed, int Removed, int Unchanged);
