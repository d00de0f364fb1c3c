using Patina.Memory;
using Patina.Memory.Events;
using Patina.Memory.Scraping;
using Patina.Memory.Scraping.Git;
using Patina.Memory.Storage;

namespace Patina.Tests.Memory.Git;

/// <summary>Plays the orchestrator: keeps sources across scrapes and says what the last one did.</summary>
internal sealed class RecordedHistory : IHistoryChanges
{
    private readonly GitScraper _scraper = new();
    private readonly Dictionary<string, (byte[] Hash, MemoryEvent[] Events)> _sources = new(StringComparer.Ordinal);

    /// <summary>Sources added by the last scrape, <c>git:head</c> aside.</summary>
    public List<string> Added { get; } = [];

    public List<string> Removed { get; } = [];

    public List<string> Notices { get; } = [];

    public IReadOnlyList<CommitRow> Commits => Rows().Commits;

    public RecordedHistory Scrape(string root, CancellationToken cancellation = default)
    {
        Added.Clear();
        Removed.Clear();
        Notices.Clear();
        var known = _sources.ToDictionary(source => source.Key, source => source.Value.Hash, StringComparer.Ordinal);
        _scraper.Scrape(new ProjectLayout(root), known, this, progress: null, cancellation);
        return this;
    }

    public MemoryEvent[] EventsOf(string source) => _sources[source].Events;

    /// <summary>The rows of everything that is kept, from the events alone.</summary>
    public DerivedRows Rows()
    {
        var rows = new DerivedRows();
        foreach (var (name, (_, events)) in _sources)
            _scraper.Materialize(name, events, rows);
        return rows;
    }

    /// <summary>The files of a commit as <c>M src/a.cs +1 -2</c>, in git's order.</summary>
    public IEnumerable<string> FilesOf(string sha) => Rows().CommitFiles
        .Where(file => file.Sha == sha)
        .Select(file => $"{file.Status} {(file.OldPath is null ? "" : file.OldPath + " -> ")}{file.Path}"
            + (file.Added is null ? "" : $" +{file.Added} -{file.Removed}"));

    void IHistoryChanges.Add(string sourceName, ReadOnlySpan<byte> hash, IReadOnlyList<MemoryEvent> events)
    {
        Assert.InRange(hash.Length, 1, 64);
        _sources[sourceName] = (hash.ToArray(), [.. events]);
        if (sourceName != "git:head")
            Added.Add(sourceName);
    }

    void IHistoryChanges.Remove(string sourceName)
    {
        _sources.Remove(sourceName);
        Removed.Add(sourceName);
    }

    void IHistoryChanges.Notice(string message) => Notices.Add(message);
}
