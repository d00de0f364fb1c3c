using Patina.Memory.Events;
using Patina.Memory.Scraping.Notes;
using Patina.Memory.Storage;

namespace Patina.Tests.Memory.Notes;

/// <summary>Scrapes one note and rebuilds its rows from the events.</summary>
internal static class NoteRecorder
{
    public const string Path = "layer/sessions/20250310-141500.md";

    public static (List<MemoryEvent> Events, DerivedRows Rows) Record(string text, string path = Path)
    {
        var scraper = new NoteScraper([]);
        var events = new List<MemoryEvent>();
        scraper.Scrape(path, text, events);
        var rows = new DerivedRows();
        scraper.Materialize(path, events, rows);
        return (events, rows);
    }

    public static DerivedRows Rows(string text, string path = Path) => Record(text, path).Rows;

    /// <summary>Items as <c>kind | heading | text</c>.</summary>
    public static IEnumerable<string> Items(string text) =>
        Rows(text).Notes.Select(note => $"{note.Kind} | {note.Heading} | {note.Text}");
}
