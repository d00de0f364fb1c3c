using Patina.Memory.Storage;

namespace Patina.Memory.Scraping;

/// <summary>
/// Brings a project's memory up to date. Two steps, files and history, each become visible at once when they are complete:
/// whatever ends the run, a reader finds the state after the last completed step.
/// </summary>
public static class Scrape
{
    /// <param name="progress">Receives the stages of <see cref="ScrapeStages"/>, on the calling thread.</param>
    /// <exception cref="MemoryException">The project, the database or git cannot be used, or another process is writing.</exception>
    /// <exception cref="OperationCanceledException">The step that was under way is undone.</exception>
    public static ScrapeReport Run(
        ProjectLayout layout, ScrapeOptions options, IProgress<StageProgress>? progress, CancellationToken cancellation) =>
        Run(layout, Scrapers.All(options.NotesGlobs), options, progress, cancellation);

    /// <summary>As above with given scrapers, in the order in which they are offered files.</summary>
    internal static ScrapeReport Run(
        ProjectLayout layout, IReadOnlyList<IScraper> scrapers, ScrapeOptions options,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        if (!Directory.Exists(layout.Root))
            throw new MemoryException(MemoryError.BadProject, $"{layout.Root}: no such folder.");
        var run = new ScrapeRun(layout, scrapers, options, progress, cancellation);
        if (options.DryRun)
            return FileScrape.Plan(run);

        using var writer = MemoryWriter.Open(layout, scrapers, options.LockTimeout, progress, cancellation);
        var stored = writer.Sources();
        FileScrape.Apply(run, writer, stored);
        HistoryScrape.Apply(run, writer, stored);
        return run.Report(writer.Count());
    }

    /// <summary>Drops all that can be derived and makes it again from the event log.</summary>
    public static void Rebuild(
        ProjectLayout layout, ScrapeOptions options, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        using var writer = MemoryWriter.Open(
            layout, Scrapers.All(options.NotesGlobs), options.LockTimeout, progress, cancellation);
        writer.Rebuild(progress, cancellation);
    }
}
