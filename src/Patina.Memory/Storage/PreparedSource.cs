using Patina.Memory.Events;
using Patina.Memory.Scraping;

namespace Patina.Memory.Storage;

/// <summary>All that one source puts into the database, computed ahead so that the writing thread only writes.</summary>
internal sealed class PreparedSource
{
    private PreparedSource(string name, IReadOnlyList<MemoryEvent> events, DerivedRows rows)
    {
        Name = name;
        Events = events;
        Rows = rows;
        Chunks = [.. rows.Chunks.Select(ChunkTerms.Of)];
    }

    public string Name { get; }

    public IReadOnlyList<MemoryEvent> Events { get; }

    public DerivedRows Rows { get; }

    /// <summary>Hash and terms of each of <see cref="DerivedRows.Chunks"/>, in the same order.</summary>
    public IReadOnlyList<ChunkTerms> Chunks { get; }

    /// <summary>Turns events into rows by the scraper that owns them.</summary>
    public static PreparedSource From(string name, IReadOnlyList<MemoryEvent> events, IScraper scraper)
    {
        var rows = new DerivedRows();
        scraper.Materialize(name, events, rows);
        return new PreparedSource(name, events, rows);
    }
}
