using Patina.Memory.Scraping.Files;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping;

/// <summary>The step that compares the files of the working tree with what is stored.</summary>
internal static class FileScrape
{
    private const int ProgressStep = 16;

    /// <summary>Lists what would be read, and what not.</summary>
    public static ScrapeReport Plan(ScrapeRun run)
    {
        var candidates = Candidates(run);
        run.Time(ScrapeStages.Files, () => OrderedPipeline<Candidate, FileResult>.Run(
            candidates, run.Options.Threads,
            candidate => FileReading.Inspect(run.Layout, candidate),
            result =>
            {
                if (result.Omission is { } omission)
                    run.Omissions.Add(omission);
                else
                    run.Planned.Add(new PlannedFile(result.Candidate.File.Path, result.Candidate.Scraper.Kind));
            },
            run.Cancellation));
        return run.Report(counts: null);
    }

    /// <summary>Reads what changed and replaces its rows, in one transaction.</summary>
    /// <param name="stored">All sources of the database.</param>
    public static void Apply(ScrapeRun run, MemoryWriter writer, IReadOnlyList<StoredSource> stored)
    {
        var kinds = run.FileScrapers.Select(scraper => scraper.Kind).Distinct().Where(run.Wants).ToList();
        if (kinds.Count == 0)
            return;

        var started = DateTime.UtcNow;
        var existing = stored.ToDictionary(source => source.Name, StringComparer.Ordinal);
        var trusted = kinds.Where(kind => !run.Options.Full && run.SameScrapers(kind, writer)).ToHashSet();
        foreach (var kind in kinds)
            run.Count(kind, report => report);

        var present = new HashSet<string>(StringComparer.Ordinal);
        var unproven = new List<Candidate>();
        foreach (var candidate in Candidates(run))
        {
            var known = existing.GetValueOrDefault(candidate.File.Path);
            if (known is not null && known.Kind == candidate.Scraper.Kind && trusted.Contains(known.Kind)
                && candidate.File.Stamp.Proves(known.Stamp))
            {
                present.Add(known.Name);
                run.Count(known.Kind, report => report with { Unchanged = report.Unchanged + 1 });
            }
            else
            {
                unproven.Add(candidate with { Known = known });
            }
        }

        writer.Begin();
        run.Time(ScrapeStages.Files, () => ReadAll(run, unproven, result => Store(run, writer, result, started, present)));
        foreach (var gone in stored.Where(source => kinds.Contains(source.Kind) && !present.Contains(source.Name)))
        {
            writer.Remove(gone);
            run.Count(gone.Kind, report => report with { Removed = report.Removed + 1 });
        }

        foreach (var kind in kinds)
            run.NoteScrapers(kind, writer);
        run.Time(ScrapeStages.Linking, writer.Commit);
    }

    private static List<Candidate> Candidates(ScrapeRun run)
    {
        var candidates = new List<Candidate>();
        run.Time(ScrapeStages.Listing, () =>
        {
            run.Progress?.Report(new StageProgress(ScrapeStages.Listing, 0, 0));
            var listing = FileDiscovery.Run(run.Layout, run.Cancellation);
            run.Omissions.AddRange(listing.Omissions);
            run.Notices.AddRange(listing.Notices);
            foreach (var file in listing.Files)
            {
                if (run.FileScrapers.FirstOrDefault(scraper => scraper.Accepts(file.Path)) is { } owner && run.Wants(owner.Kind))
                    candidates.Add(new Candidate(file, owner, Known: null));
            }
        });
        return candidates;
    }

    private static void ReadAll(ScrapeRun run, List<Candidate> candidates, Action<FileResult> store)
    {
        var done = 0;
        OrderedPipeline<Candidate, FileResult>.Run(
            candidates, run.Options.Threads,
            candidate => FileReading.Read(run.Layout, candidate, run.Options.Full),
            result =>
            {
                store(result);
                if (++done % ProgressStep == 0 || done == candidates.Count)
                    run.Progress?.Report(new StageProgress(ScrapeStages.Files, done, candidates.Count));
            },
            run.Cancellation);
    }

    private static void Store(ScrapeRun run, MemoryWriter writer, FileResult result, DateTime started, HashSet<string> present)
    {
        if (result.Omission is { } omission)
        {
            run.Omissions.Add(omission);
            return;
        }

        var (file, scraper, known) = result.Candidate;
        present.Add(file.Path);
        var stamp = file.Stamp.ReadAt(started);
        if (result.Rows is null)
        {
            writer.Touch(known!, stamp);
            run.Count(scraper.Kind, report => report with { Unchanged = report.Unchanged + 1 });
            return;
        }

        writer.Replace(known, scraper.Kind, result.Hash, stamp, result.Rows);
        run.Count(scraper.Kind, report => known is null
            ? report with { Added = report.Added + 1 }
            : report with { Changed = report.Changed + 1 });
    }
}
