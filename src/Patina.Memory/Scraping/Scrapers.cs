using Patina.Memory.Scraping.Code;
using Patina.Memory.Scraping.Docs;
using Patina.Memory.Scraping.Git;
using Patina.Memory.Scraping.Notes;

namespace Patina.Memory.Scraping;

/// <summary>The scrapers of Patina.</summary>
internal static class Scrapers
{
    /// <summary>In the order in which files are offered to them: each file has the first that accepts it.</summary>
    /// <param name="notesGlobs">Further folders of notes.</param>
    public static IReadOnlyList<IScraper> All(IReadOnlyList<string> notesGlobs) =>
    [
        new NoteScraper(notesGlobs),
        new DocScraper(),
        new CodeScraper(),
        new TextScraper(),
        new GitScraper(),
    ];
}
