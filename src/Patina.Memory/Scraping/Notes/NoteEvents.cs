using System.Globalization;
using System.Text.Json;
using Patina.Memory.Events;

namespace Patina.Memory.Scraping.Notes;

/// <summary>A note as it stands in the event log: <c>session.started</c> first, then one event per item.</summary>
internal static class NoteEvents
{
    public const string Prefix = "session.";
    private const string Started = Prefix + "started";
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:sszzz";

    public static MemoryEvent Of(SessionHeader header) => new(Started, Format(header.Started), header.Id, EventJson.Write(json =>
    {
        json.WriteString("id", header.Id);
        json.WriteString("title", header.Title);
        json.WriteStartObject("fields");
        foreach (var (name, value) in header.Fields)
            json.WriteString(name, value);
        json.WriteEndObject();
    }));

    public static MemoryEvent Of(SessionHeader header, NoteItem item) =>
        new(Prefix + item.Kind, Format(item.Time), header.Id, EventJson.Write(json => Write(json, item)));

    /// <summary>Reads what the two methods above wrote for one file.</summary>
    public static Note Read(IReadOnlyList<MemoryEvent> events)
    {
        var header = new SessionHeader("", "", null, new Dictionary<string, string>());
        var items = new List<NoteItem>(events.Count);
        foreach (var stored in events)
        {
            using var document = JsonDocument.Parse(stored.Data);
            if (stored.Type == Started)
                header = ReadHeader(stored, document.RootElement);
            else
                items.Add(ReadItem(stored, document.RootElement));
        }
        return new Note(header, items);
    }

    private static void Write(Utf8JsonWriter json, NoteItem item)
    {
        json.WriteString("content", item.Content);
        json.WriteString("source", item.Source);
        json.WriteString("heading", item.Heading);
        json.WriteNumber("line", item.StartLine);
        json.WriteNumber("end_line", item.EndLine);
        json.WriteNumber("depth", item.Depth);
        EventJson.WriteIfSet(json, "parent", item.Parent);
        if (item.Done is { } done)
            json.WriteBoolean("completed", done);
    }

    private static SessionHeader ReadHeader(MemoryEvent stored, JsonElement data) => new(
        stored.SourceId,
        data.GetProperty("title").GetString()!,
        ParseTime(stored.Timestamp),
        data.GetProperty("fields").EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetString()!));

    private static NoteItem ReadItem(MemoryEvent stored, JsonElement data) => new(
        stored.Type[Prefix.Length..],
        data.GetProperty("heading").GetString()!,
        ParseTime(stored.Timestamp),
        data.GetProperty("content").GetString()!,
        data.GetProperty("source").GetString()!,
        data.GetProperty("line").GetInt32(),
        data.GetProperty("end_line").GetInt32(),
        data.GetProperty("depth").GetInt32(),
        data.TryGetProperty("parent", out var parent) ? parent.GetString() : null,
        data.TryGetProperty("completed", out var done) ? done.GetBoolean() : null);

    private static string Format(DateTimeOffset? time) => time?.ToString(TimeFormat, CultureInfo.InvariantCulture) ?? "";

    private static DateTimeOffset? ParseTime(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
