using System.Text.Json;
using Patina.Memory.Events;

namespace Patina.Memory.Scraping.Docs;

/// <summary>The events of a document, to and from their JSON.</summary>
internal static class DocEvents
{
    public const string SectionType = "doc.section";
    public const string MetadataType = "doc.metadata";

    public static MemoryEvent Of(string path, DocSection section)
    {
        var data = EventJson.Write(json =>
        {
            EventJson.WriteStrings(json, "headings", section.Headings);
            json.WriteNumber("level", section.Level);
            json.WriteNumber("start", section.StartLine);
            json.WriteNumber("end", section.StartLine + section.Text.AsSpan().TrimEnd('\n').Count('\n'));
            json.WriteString("text", section.Text);
        });
        var anchor = section.Headings.Count == 0 ? path : $"{path}#{string.Join('/', section.Headings)}";
        return new MemoryEvent(SectionType, Timestamp: "", anchor, data);
    }

    public static MemoryEvent Of(string path, DocMetadata metadata) =>
        new(MetadataType, Timestamp: "", path, EventJson.Write(json =>
        {
            EventJson.WriteIfSet(json, "title", metadata.Title);
            EventJson.WriteStrings(json, "tags", metadata.Tags);
        }));

    public static DocSection ToSection(MemoryEvent stored)
    {
        using var json = JsonDocument.Parse(stored.Data);
        var root = json.RootElement;
        return new DocSection(
            Strings(root.GetProperty("headings")), root.GetProperty("level").GetInt32(),
            root.GetProperty("start").GetInt32(), root.GetProperty("text").GetString()!);
    }

    public static DocMetadata ToMetadata(MemoryEvent stored)
    {
        using var json = JsonDocument.Parse(stored.Data);
        var title = json.RootElement.TryGetProperty("title", out var value) ? value.GetString() : null;
        return new DocMetadata(title, Strings(json.RootElement.GetProperty("tags")));
    }

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetString()!)];
}
