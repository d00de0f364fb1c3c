namespace Patina.Memory.Scraping;

/// <summary>What a scrape does.</summary>
public sealed record ScrapeOptions
{
    /// <summary>The kinds to bring up to date; the others stay as they are.</summary>
    public IReadOnlySet<ScrapeKind> Kinds { get; init; } = new HashSet<ScrapeKind>(Enum.GetValues<ScrapeKind>());

    /// <summary>Reads everything again, changed or not.</summary>
    public bool Full { get; init; }

    /// <summary>Only says what would be read and what not; writes nothing, not even an empty database.</summary>
    public bool DryRun { get; init; }

    /// <summary>Further folders of notes, as gitignore-like patterns, from the recipe's <c>notes:</c>.</summary>
    public IReadOnlyList<string> NotesGlobs { get; init; } = [];

    /// <summary>How long to wait for another process that writes.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Threads that parse.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
