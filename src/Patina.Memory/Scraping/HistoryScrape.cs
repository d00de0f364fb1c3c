using Patina.Memory.Events;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping;

/// <summary>The step that compares the history with what is stored.</summary>
internal static class HistoryScrape
{
    /// <summary>Has each history scraper add and remove sources, in one transaction.</summary>
    /// <param name="stored">The sources of the database before the run.</param>
    public static void Apply(ScrapeRun run, MemoryWriter writer, IReadOnlyList<StoredSource> stored)
    {
        foreach (var scraper in run.HistoryScrapers.Where(scraper => run.Wants(scraper.Kind)))
        {
            var existing = stored.Where(source => source.Kind == scraper.Kind)
                .ToDictionary(source => source.Name, StringComparer.Ordinal);
            run.Time(ScrapeStages.History, () => Apply(run, writer, scraper, existing));
        }
    }

    private static void Apply(ScrapeRun run, MemoryWriter writer, IHistoryScraper scraper, Dictionary<string, StoredSource> existing)
    {
        run.Progress?.Report(new StageProgress(ScrapeStages.History, 0, 0));
        var readAll = run.Options.Full || !run.SameScrapers(scraper.Kind, writer);
        var known = readAll ? [] : existing.Values.ToDictionary(source => source.Name, source => source.Hash, StringComparer.Ordinal);
        var changes = new Changes(writer, scraper, existing, run.Notices);

        writer.Begin();
        scraper.Scrape(run.Layout, known, changes, run.Progress, run.Cancellation);
        if (readAll && changes.Added + changes.Changed > 0)
            changes.RemoveUntouched(); // the scraper could not know of them
        run.NoteScrapers(scraper.Kind, writer);
        run.Cancellation.ThrowIfCancellationRequested();
        writer.Commit();
        run.Count(scraper.Kind, report => report with
        {
            Added = changes.Added,
            Changed = changes.Changed,
            Removed = changes.Removed,
            Unchanged = existing.Count - changes.Changed - changes.Removed,
        });
    }

    private sealed class Changes(
        MemoryWriter writer, IHistoryScraper scraper, Dictionary<string, StoredSource> existing, List<string> notices) : IHistoryChanges
    {
        private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

        public int Added { get; private set; }

        public int Changed { get; private set; }

        public int Removed { get; private set; }

        public void Add(string sourceName, ReadOnlySpan<byte> hash, IReadOnlyList<MemoryEvent> events)
        {
            if (!_touched.Add(sourceName))
                throw new InvalidOperationException($"{sourceName} was added or removed twice.");
            var before = existing.GetValueOrDefault(sourceName);
            writer.Replace(before, scraper.Kind, hash.ToArray(), stamp: default, PreparedSource.From(sourceName, events, scraper));
            if (before is null)
                Added++;
            else
                Changed++;
        }

        public void Remove(string sourceName)
        {
            if (existing.TryGetValue(sourceName, out var source) && _touched.Add(sourceName))
            {
                writer.Remove(source);
                Removed++;
            }
        }

        public void Notice(string message) => notices.Add(message);

        public void RemoveUntouched()
        {
            foreach (var source in existing.Keys)
                Remove(source);
        }
    }
}
