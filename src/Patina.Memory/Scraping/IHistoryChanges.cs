using Patina.Memory.Events;

namespace Patina.Memory.Scraping;

/// <summary>Where an <see cref="IHistoryScraper"/> puts what it finds. Not thread-safe.</summary>
public interface IHistoryChanges
{
    /// <summary>Adds a source, or replaces the one of that name. The events are read before the call returns; the list may be reused.</summary>
    /// <param name="sourceName"><c>git:&lt;sha&gt;</c>, <c>git:tag/&lt;name&gt;</c>, or <c>git:head</c>.</param>
    /// <param name="hash">Any bytes that change when the source does, 1 to 64 of them: a commit's object id, a tag's target.</param>
    /// <param name="events">None for <c>git:head</c>, which is added last and only remembers what HEAD and tags were.</param>
    void Add(string sourceName, ReadOnlySpan<byte> hash, IReadOnlyList<MemoryEvent> events);

    /// <summary>Removes a source with all its rows; a name that is not stored is ignored.</summary>
    void Remove(string sourceName);

    /// <summary>Tells the user something that is no failure: a shallow clone, a missing blob, no git repository.</summary>
    void Notice(string message);
}
