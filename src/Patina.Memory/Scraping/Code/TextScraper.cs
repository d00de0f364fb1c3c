using Patina.Memory.Events;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping.Code;

/// <summary>Reads text files that no other scraper reads, in line windows. Stateless, thread-safe.</summary>
public sealed class TextScraper : IFileScraper
{
    private const string WindowType = "text.window";

    public ScrapeKind Kind => ScrapeKind.Code;

    public int Version => 1;

    public bool Owns(string eventType) => eventType == WindowType;

    /// <summary>Any file; so it is asked last.</summary>
    public bool Accepts(string path) => true;

    public void Scrape(string path, string text, List<MemoryEvent> events)
    {
        var source = new SourceText(text);
        foreach (var window in LineWindows.Of(source))
        {
            var content = source.Text.AsSpan(window.Offset, window.Length);
            events.Add(new MemoryEvent(WindowType, "", path, CodeEventWriter.TextData(window.StartLine, window.EndLine, content)));
        }
    }

    public void Materialize(string sourceName, IReadOnlyList<MemoryEvent> events, DerivedRows rows)
    {
        var chunks = new ChunkWriter(sourceName, rows.Chunks);
        foreach (var window in events)
            chunks.AddText(CodeRecord.Read(window), doc: "");
    }
}
