using Patina.Memory.Storage.Reading;

namespace Patina.Memory.Scraping;

/// <summary>What a scrape did.</summary>
public sealed record ScrapeReport
{
    /// <summary>One entry for each kind that was asked for; empty after a dry run.</summary>
    public required IReadOnlyList<KindReport> Kinds { get; init; }

    /// <summary>What the memory holds now; null after a dry run.</summary>
    public MemoryCounts? Counts { get; init; }

    /// <summary>Files that are not read, in ordinal order of paths.</summary>
    public required IReadOnlyList<Omission> Omissions { get; init; }

    /// <summary>What the user should know: a shallow clone, no git.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>Only after a dry run: the files that would be read if they had changed.</summary>
    public IReadOnlyList<PlannedFile> Planned { get; init; } = [];

    public required IReadOnlyList<StageTime> Stages { get; init; }

    /// <summary>Whether the memory is another than before.</summary>
    public bool HasChanges => Kinds.Any(kind => kind.Added + kind.Changed + kind.Removed > 0);
}
