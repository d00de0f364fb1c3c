using System.Text.Json;
using Patina.Memory.Chunks;
using Patina.Memory.Scraping;
using Patina.Memory.Storage.Reading;

namespace Patina.Cli.Reports;

/// <summary>What a scrape did, or would do, as JSON. The keys are an interface: add, never rename.</summary>
internal static class ScrapeJson
{
    public static void Write(Utf8JsonWriter json, ScrapeReport report, bool dryRun)
    {
        if (dryRun)
            WritePlan(json, report);
        else
            WriteChanges(json, report);
        json.WriteStrings("notices", report.Notices);
        json.WriteStartObject("stage_seconds");
        foreach (var stage in report.Stages)
            json.WriteNumber(stage.Stage.Replace(' ', '_'), Math.Round(stage.Elapsed.TotalSeconds, 3));
        json.WriteEndObject();
    }

    private static void WriteChanges(Utf8JsonWriter json, ScrapeReport report)
    {
        json.WriteStartObject("kinds");
        foreach (var kind in report.Kinds)
        {
            json.WriteStartObject(ScrapeText.Name(kind.Kind));
            json.WriteNumber("new", kind.Added);
            json.WriteNumber("changed", kind.Changed);
            json.WriteNumber("removed", kind.Removed);
            json.WriteNumber("unchanged", kind.Unchanged);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (report.Counts is { } counts)
            WriteCounts(json, counts);
        json.WriteStartObject("left_out");
        foreach (var group in report.Omissions.GroupBy(omission => ScrapeText.Name(omission.Reason)))
            json.WriteNumber(group.Key.Replace(' ', '_'), group.Count());
        json.WriteEndObject();
    }

    public static void WriteCounts(Utf8JsonWriter json, MemoryCounts counts)
    {
        json.WriteStartObject("memory");
        json.WriteStartObject("chunks");
        foreach (var kind in Enum.GetValues<ChunkKind>())
            json.WriteNumber(ScryJson.Name(kind), counts.Chunks.GetValueOrDefault(kind));
        json.WriteEndObject();
        json.WriteNumber("sources", counts.Sources);
        json.WriteNumber("events", counts.Events);
        json.WriteNumber("symbols", counts.Symbols);
        json.WriteNumber("calls", counts.Calls);
        json.WriteNumber("resolved_calls", counts.ResolvedCalls);
        json.WriteNumber("commits", counts.Commits);
        json.WriteNumber("tags", counts.Tags);
        json.WriteNumber("note_items", counts.NoteItems);
        json.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter json, ScrapeReport report)
    {
        json.WriteStartArray("would_read");
        foreach (var file in report.Planned)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteString("kind", ScrapeText.Name(file.Kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("left_out");
        foreach (var omission in report.Omissions)
        {
            json.WriteStartObject();
            json.WriteString("path", omission.Path);
            json.WriteString("reason", ScrapeText.Name(omission.Reason));
            json.WriteString("detail", omission.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
