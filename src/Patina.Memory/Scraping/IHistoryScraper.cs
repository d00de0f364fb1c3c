namespace Patina.Memory.Scraping;

/// <summary>
/// A scraper whose sources are commits and tags, named <c>git:&lt;sha&gt;</c> and <c>git:tag/&lt;name&gt;</c>: every commit
/// that HEAD reaches.
/// </summary>
public interface IHistoryScraper : IScraper
{
    /// <summary>Brings the stored history to the state of the repository: adds what is missing, removes what is no longer reachable.</summary>
    /// <param name="layout">The project. A folder without git gives a notice and removes nothing it cannot judge.</param>
    /// <param name="known">Name and hash of the history sources that are stored and still valid; empty when all is to be read again.</param>
    /// <param name="changes">Receives additions, removals and notices, in any order, on the calling thread.</param>
    /// <exception cref="MemoryException"><see cref="MemoryError.ToolFailed"/>: git is missing or failed.</exception>
    void Scrape(
        ProjectLayout layout,
        IReadOnlyDictionary<string, byte[]> known,
        IHistoryChanges changes,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation);
}
