using System.Diagnostics;
using Patina.Memory.Storage;
using Patina.Memory.Storage.Reading;

namespace Patina.Memory.Scraping;

/// <summary>What the steps of one scrape share: what was asked for, and what is to be reported.</summary>
internal sealed class ScrapeRun(
    ProjectLayout layout, IReadOnlyList<IScraper> scrapers, ScrapeOptions options,
    IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    private readonly SortedDictionary<ScrapeKind, KindReport> _kinds = [];
    private readonly List<StageTime> _stages = [];

    public ProjectLayout Layout { get; } = layout;

    public ScrapeOptions Options { get; } = options;

    public IProgress<StageProgress>? Progress { get; } = progress;

    public CancellationToken Cancellation { get; } = cancellation;

    public List<Omission> Omissions { get; } = [];

    public List<string> Notices { get; } = [];

    public List<PlannedFile> Planned { get; } = [];

    /// <summary>In the order in which they are asked.</summary>
    public IReadOnlyList<IFileScraper> FileScrapers { get; } = [.. scrapers.OfType<IFileScraper>()];

    public IReadOnlyList<IHistoryScraper> HistoryScrapers { get; } = [.. scrapers.OfType<IHistoryScraper>()];

    public bool Wants(ScrapeKind kind) => Options.Kinds.Contains(kind);

    /// <summary>Changes what is counted for a kind.</summary>
    public void Count(ScrapeKind kind, Func<KindReport, KindReport> change) =>
        _kinds[kind] = change(_kinds.GetValueOrDefault(kind) ?? new KindReport(kind, 0, 0, 0, 0));

    /// <summary>Runs a stage and notes how long it took.</summary>
    public void Time(string stage, Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        _stages.Add(new StageTime(stage, watch.Elapsed));
    }

    /// <summary>Whether the stored sources of a kind were made by the scrapers of now; if not, they are read again.</summary>
    public bool SameScrapers(ScrapeKind kind, MemoryWriter writer) => writer.Meta(VersionKey(kind)) == VersionOf(kind);

    public void NoteScrapers(ScrapeKind kind, MemoryWriter writer) => writer.SetMeta(VersionKey(kind), VersionOf(kind));

    public ScrapeReport Report(MemoryCounts? counts) => new()
    {
        Kinds = [.. _kinds.Values],
        Counts = counts,
        Omissions = [.. Omissions.OrderBy(omission => omission.Path, StringComparer.Ordinal)],
        Notices = Notices,
        Planned = Planned,
        Stages = _stages,
    };

    private static string VersionKey(ScrapeKind kind) => $"scraper.{kind}";

    private string VersionOf(ScrapeKind kind) =>
        string.Join('.', scrapers.Where(scraper => scraper.Kind == kind).Select(scraper => scraper.Version));
}
