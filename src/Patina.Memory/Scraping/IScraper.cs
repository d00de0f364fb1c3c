using Patina.Memory.Events;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping;

/// <summary>
/// Turns one source into events and events into rows. Both directions are pure and thread-safe, so that files are read
/// in parallel and every table can be rebuilt from the event log alone.
/// </summary>
public interface IScraper
{
    ScrapeKind Kind { get; }

    /// <summary>Changes whenever the same source would give other events; a stored source of another version is read again.</summary>
    int Version { get; }

    /// <summary>True for the event types this scraper writes.</summary>
    bool Owns(string eventType);

    /// <summary>Adds the rows that the events of one source stand for.</summary>
    void Materialize(string sourceName, IReadOnlyList<MemoryEvent> events, DerivedRows rows);
}

/// <summary>A scraper whose sources are files of the working tree.</summary>
public interface IFileScraper : IScraper
{
    /// <summary>Whether the file is this scraper's; asked in the order notes, docs, code, so each file has one owner.</summary>
    /// <param name="path">Relative to the root, with <c>/</c>.</param>
    bool Accepts(string path);

    /// <summary>Reads one file.</summary>
    /// <param name="path">Relative to the root, with <c>/</c>.</param>
    /// <param name="text">Its text, line endings as they are.</param>
    /// <param name="events">Receives the events.</param>
    void Scrape(string path, string text, List<MemoryEvent> events);
}
