using Patina.Memory.Events;
using Patina.Memory.Paths;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping.Notes;

/// <summary>
/// Scrapes working notes: Markdown files of sessions, in which decisions, work, patterns and so on are listed. A file
/// without a session header is a note as well; its name is the session id. Thread-safe.
/// </summary>
/// <param name="furtherGlobs">Where notes lie besides <see cref="SessionFiles"/>, as <see cref="PathGlob"/> reads it.</param>
/// <exception cref="ArgumentException">A glob is none.</exception>
internal sealed class NoteScraper(IEnumerable<string> furtherGlobs) : IFileScraper
{
    /// <summary>Where sessions are kept in any project.</summary>
    public const string SessionFiles = "layer/sessions/*.md";

    private readonly PathGlob[] _globs = [.. furtherGlobs.Prepend(SessionFiles).Select(PathGlob.Parse)];

    public ScrapeKind Kind => ScrapeKind.Notes;

    public int Version => 1;

    public bool Owns(string eventType) => eventType.StartsWith(NoteEvents.Prefix, StringComparison.Ordinal);

    public bool Accepts(string path) => Array.Exists(_globs, glob => glob.Matches(path));

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
