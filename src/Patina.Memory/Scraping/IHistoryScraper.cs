namespace Patina.Memory.Scraping;

/// <summary>
/// A scraper whose sources are commits and tags, named <c>git:&lt;sha&gt;</c> and <c>git:tag/&lt;name&gt;</c>: every commit
/// that HEAD reaches. One more source, <c>git:head</c>, has no events; its hash tells whether anything moved since.
/// </summary>
public interface IHistoryScraper : IScraper
{
    /// <summary>Brings the stored history to the state of the repository: adds what is missing, removes what is no longer reachable.</summary>
    /// <param name="layout">The project. Without git or a repository: a notice, and nothing is removed.</param>
    /// <param name="known">Name and hash of the history sources that are stored and still valid; empty when all is to be read again.</param>
    /// <param name="changes">Receives additions, removals and notices, in any order, on the calling thread.</param>
    /// <exception cref="MemoryException"><see cref="MemoryError.ToolFailed"/>: git failed on a repository that it had opened.</exception>
    void Scrape(
        ProjectLayout layout,
        IReadOnlyDictionary<string, byte[]> known,
        IHistoryChanges changes,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation);
}
