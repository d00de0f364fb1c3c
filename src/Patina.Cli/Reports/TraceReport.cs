using System.Globalization;
using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Memory.Chunks;
using Patina.Scry;

namespace Patina.Cli.Reports;

/// <summary>The training pairs behind an answer, for people and as JSON.</summary>
internal static class TraceReport
{
    private const string Indent = "            ";

    public static void WriteText(Terminal terminal, ScryTrace trace)
    {
        var (output, ink) = (terminal.Out, terminal.Ink);
        output.WriteLine($"{trace.Hit.Rank.ToString(CultureInfo.InvariantCulture),2}  {ink.Place(ink.Strong(Place(trace.Hit.Chunk)))}  {Line.Safe(trace.Hit.Chunk.Title)}");
        output.WriteLine(ink.Faint($"What {trace.Dimension} learnt from, largest influence first; + brings question and answer nearer:"));
        foreach (var (pair, answer) in trace.Pairs)
        {
            var influence = pair.Influence.ToString("+0.0000;-0.0000", CultureInfo.InvariantCulture);
            output.WriteLine(Line.Fit($"{influence,9}  {pair.Source}: {Line.Safe(FirstLine(pair.Question))}", terminal.Width));
            output.WriteLine(ink.Faint(Line.Fit($"{Indent}{Line.Safe(pair.Origin)} → {(answer is null ? "no longer there" : Line.Safe(answer.Path))}", terminal.Width)));
        }
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, ScryTrace trace)
    {
        json.WriteNumber("rank", trace.Hit.Rank);
        json.WriteString("path", trace.Hit.Chunk.Path);
        json.WriteString("dimension", trace.Dimension);
        json.WriteStartArray("pairs");
        foreach (var (pair, answer) in trace.Pairs)
        {
            json.WriteStartObject();
            json.WriteNumber("influence", pair.Influence);
            json.WriteString("source", pair.Source);
            json.WriteString("question", pair.Question);
            json.WriteString("origin", pair.Origin);
            json.WriteOptional("answer", answer?.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Place(Chunk chunk) => chunk.Kind == ChunkKind.Commit
        ? $"commit {chunk.Path}"
        : string.Create(CultureInfo.InvariantCulture, $"{Line.Safe(chunk.Path)}:{chunk.StartLine}-{chunk.EndLine}");

    private static string FirstLine(string text) => text.Split('\n', 2)[0];
}
