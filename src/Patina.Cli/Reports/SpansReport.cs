using System.Globalization;
using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Memory.Chunks;
using Patina.Scry.Spans;

namespace Patina.Cli.Reports;

/// <summary>What fits into a budget of tokens: place, then text, and nothing else.</summary>
internal static class SpansReport
{
    public static void WriteText(Terminal terminal, IReadOnlyList<ScrySpan> spans)
    {
        foreach (var span in spans)
        {
            terminal.Out.WriteLine(terminal.Ink.Place(terminal.Ink.Strong(PlaceOf(span.Chunk))) + (span.IsWhole ? "" : terminal.Ink.Faint("  title only")));
            foreach (var line in span.Text.Split('\n'))
                terminal.Out.WriteLine(Line.Safe(line.TrimEnd('\r')));
            terminal.Out.WriteLine();
        }
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, int budget, IReadOnlyList<ScrySpan> spans)
    {
        json.WriteNumber("budget", budget);
        json.WriteNumber("tokens", spans.Sum(span => span.Tokens));
        json.WriteStartArray("spans");
        foreach (var span in spans)
        {
            json.WriteStartObject();
            json.WriteNumber("rank", span.Rank);
            json.WriteString("kind", ScryJson.Name(span.Chunk.Kind));
            json.WriteString(span.Chunk.Kind == ChunkKind.Commit ? "commit" : "path", span.Chunk.Path);
            if (span.Chunk.Kind != ChunkKind.Commit)
            {
                json.WriteNumber("start_line", span.Chunk.StartLine);
                json.WriteNumber("end_line", span.Chunk.EndLine);
            }

            json.WriteString("title", span.Chunk.Title);
            json.WriteOptional("symbol", span.Chunk.Symbol);
            json.WriteBoolean("whole", span.IsWhole);
            json.WriteNumber("tokens", span.Tokens);
            json.WriteString("text", span.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string PlaceOf(Chunk chunk) => chunk.Kind == ChunkKind.Commit
        ? "commit " + chunk.Path[..Math.Min(10, chunk.Path.Length)]
        : string.Create(CultureInfo.InvariantCulture, $"{Line.Safe(chunk.Path)}:{chunk.StartLine}-{chunk.EndLine}");
}
