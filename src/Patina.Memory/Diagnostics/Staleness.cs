using Patina.Memory.Scraping;
using Patina.Memory.Scraping.Files;
using Patina.Memory.Scraping.Git;
using Patina.Memory.Storage;

namespace Patina.Memory.Diagnostics;

/// <summary>In what a project differs from its memory. Paths are relative to the root, with <c>/</c>.</summary>
/// <param name="Added">Files that would be read for the first time.</param>
/// <param name="Changed">Files whose content is another.</param>
/// <param name="Removed">Files that are stored but would be read no longer.</param>
/// <param name="HistoryMoved">Whether commits or tags came or went.</param>
public sealed record Staleness(
    IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Removed, bool HistoryMoved)
{
    public bool IsCurrent => Added.Count + Changed.Count + Removed.Count == 0 && !HistoryMoved;

    /// <summary>Compares without writing; reads only files whose size or time is not the stored one.</summary>
    /// <param name="notesGlobs">As in <see cref="ScrapeOptions.NotesGlobs"/>.</param>
    /// <exception cref="MemoryException">There is no memory yet, or the project cannot be read.</exception>
    public static Staleness Of(ProjectLayout layout, IReadOnlyList<string> notesGlobs, CancellationToken cancellation)
    {
        var stored = ReadSources(layout);
        var scrapers = Scrapers.All(notesGlobs);
        var (added, changed) = (new List<string>(), new List<string>());
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in FileDiscovery.Run(layout, cancellation).Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (scrapers.OfType<IFileScraper>().FirstOrDefault(scraper => scraper.Accepts(file.Path)) is not { } owner)
                continue;
            var known = stored.GetValueOrDefault(file.Path);
            if (!FileReading.WouldRead(layout, new Candidate(file, owner, known), out var isStored))
                continue;
            present.Add(file.Path);
            if (!isStored)
                (known is null ? added : changed).Add(file.Path);
        }

        var removed = stored.Values.Where(source => source.Kind != ScrapeKind.Git && !present.Contains(source.Name));
        return new Staleness(added, changed, [.. removed.Select(source => source.Name)], HasMoved(layout, stored, cancellation));
    }

    private static Dictionary<string, StoredSource> ReadSources(ProjectLayout layout)
    {
        using var memory = MemoryDatabase.Open(layout);
        return memory.StoredSources().ToDictionary(source => source.Name, StringComparer.Ordinal);
    }

    private static bool HasMoved(ProjectLayout layout, Dictionary<string, StoredSource> stored, CancellationToken cancellation)
    {
        if (GitExecutable.Find(Environment.GetEnvironmentVariable("PATH")) is not { } executable)
            return false; // a scrape would leave the history as it is
        var snapshot = GitSnapshot.Take(new GitProgram(executable, layout.Root), cancellation, out _);
        return snapshot?.Head is not null
            && !(stored.TryGetValue(GitScraper.HeadSource, out var head) && head.Hash.AsSpan().SequenceEqual(snapshot.Fingerprint));
    }
}
