using Patina.Memory.Events;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping.Docs;

/// <summary>Scrapes prose: Markdown by its headings, other text formats by paragraphs. Thread-safe.</summary>
internal sealed class DocScraper : IFileScraper
{
    public ScrapeKind Kind => ScrapeKind.Docs;

    public int Version => 1;

    public bool Owns(string eventType) => eventType is DocEvents.SectionType or DocEvents.MetadataType;

    public bool Accepts(string path) => DocFormats.IsProse(path);

    public void Scrape(string path, string text, List<MemoryEvent> events)
    {
        if (!DocFormats.IsMarkdown(path))
        {
            events.Add(DocEvents.Of(path, PlainText.AsSection(text)));
            return;
        }

        var document = MarkdownDocumentReader.Read(text);
        if (document.Metadata is { } metadata)
            events.Add(DocEvents.Of(path, metadata));
        events.AddRange(document.Sections.Select(section => DocEvents.Of(path, section)));
    }

    public void Materialize(string sourceName, IReadOnlyList<MemoryEvent> events, DerivedRows rows)
    {
        DocMetadata? metadata = null;
        var sections = new List<DocSection>();
        foreach (var stored in events)
        {
            if (stored.Type == DocEvents.MetadataType)
                metadata = DocEvents.ToMetadata(stored);
            else
                sections.Add(DocEvents.ToSection(stored));
        }

        rows.Chunks.AddRange(DocChunks.Of(sourceName, metadata, sections));
    }
}
