namespace Patina.Memory.Scraping;

/// <summary>The stages of a scrape, as progress and report name them.</summary>
public static class ScrapeStages
{
    public const string Waiting = "waiting for another patina process";
    public const string Listing = "listing files";
    public const string Files = "reading files";
    public const string History = "reading history";
    public const string Rebuilding = "rebuilding tables";
    public const string Linking = "linking calls";
}
