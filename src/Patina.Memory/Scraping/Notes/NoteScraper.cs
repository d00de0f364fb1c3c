using Microsoft.Extensions.FileSystemGlobbing;
using Patina.Memory.Events;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping.Notes;

/// <summary>
/// Scrapes working notes: Markdown files of sessions, in which decisions, work, patterns and so on are listed. A file
/// without a session header is a note as well; its name is the session id. Thread-safe.
/// </summary>
internal sealed class NoteScraper : IFileScraper
{
    private readonly Matcher _matcher = new(StringComparison.Ordinal);

    /// <param name="globs">Patterns over paths relative to the root, with <c>/</c>; one that begins with <c>!</c> excludes.</param>
    public NoteScraper(IEnumerable<string> globs)
    {
        foreach (var glob in globs)
        {
            if (glob.StartsWith('!'))
                _matcher.AddExclude(glob[1..]);
            else
                _matcher.AddInclude(glob);
        }
    }

    /// <summary>Where notes are kept when the recipe names no place.</summary>
    public static IReadOnlyList<string> DefaultGlobs { get; } = ["layer/sessions/*.md"];

    public ScrapeKind Kind => ScrapeKind.Notes;

    public int Version => 1;

    public bool Owns(string eventType) => eventType.StartsWith(NoteEvents.Prefix, StringComparison.Ordinal);

    public bool Accepts(string path) => _matcher.Match(path).HasMatches;

    public void Scrape(string path, string text, List<MemoryEvent> events)
    {
        var note = NoteParser.Parse(Path.GetFileNameWithoutExtension(path), text);
        events.Add(NoteEvents.Of(note.Header));
        foreach (var item in note.Items)
            events.Add(NoteEvents.Of(note.Header, item));
    }

    public void Materialize(string sourceName, IReadOnlyList<MemoryEvent> events, DerivedRows rows) =>
        NoteRows.Add(sourceName, NoteEvents.Read(events), rows);
}
