using System.Text.Json;
using Patina.Memory.Events;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping.Git;

/// <summary>A tag as it stands in the event log.</summary>
/// <param name="Sha">The commit it points to.</param>
/// <param name="Date">When it was made (of a lightweight tag: when its commit was), ISO 8601; empty when git knows none.</param>
/// <param name="Message">Of an annotated tag; otherwise empty.</param>
internal sealed record TagEvent(string Name, string Sha, string Date, string Message)
{
    public const string Type = "git.tag";

    public MemoryEvent ToEvent() => new(Type, Date, Name, EventJson.Write(json =>
    {
        json.WriteString("name", Name);
        json.WriteString("sha", Sha);
        json.WriteString("message", Message);
    }));

    public static TagRow ToRow(MemoryEvent stored)
    {
        using var document = JsonDocument.Parse(stored.Data);
        return new TagRow(stored.SourceId, document.RootElement.GetProperty("sha").GetString()!, CommitTime.ToUnixSeconds(stored.Timestamp));
    }
}
