using System.Text.Json;
using Patina.Eval.Comparison;
using Patina.Eval.Gates;
using Patina.Eval.Results;
using Patina.Eval.Sets;
using Patina.Oxidize.Evaluation;

namespace Patina.Cli.Reports;

/// <summary>An evaluation as JSON. The keys are an interface: add, never rename.</summary>
internal static class EvalJson
{
    public static void Write(Utf8JsonWriter json, EvalReport report, IReadOnlyList<FallenRow> fallen)
    {
        json.WriteStartArray("sets");
        foreach (var set in report.Sets)
            WriteSet(json, set, asked: true);
        foreach (var set in report.TooSmall)
            WriteSet(json, set, asked: false);
        json.WriteEndArray();
        json.WriteStartArray("results");
        foreach (var result in report.Results)
            json.WriteRawValue(ResultFile.ToBytes(result));
        json.WriteEndArray();
        json.WriteStartArray("comparisons");
        foreach (var comparison in report.Comparisons)
            WriteComparison(json, comparison);
        json.WriteEndArray();
        json.WriteStrings("sentences", report.Told.Select(PlainSentence.Of));
        json.WriteStartArray("fell");
        foreach (var row in fallen)
            WriteRow(json, row);
        json.WriteEndArray();
    }

    private static void WriteSet(Utf8JsonWriter json, QuerySet set, bool asked)
    {
        json.WriteStartObject();
        json.WriteString("set", set.Name);
        json.WriteBoolean("asked", asked);
        json.WriteNumber("queries", set.Queries.Count);
        json.WriteNumber("sources", set.Sources);
        json.WriteNumber("leaking", set.Leaking);
        json.WriteEndObject();
    }

    private static void WriteComparison(Utf8JsonWriter json, PairedComparison comparison)
    {
        json.WriteStartObject();
        json.WriteString("set", comparison.One.Set.Name);
        json.WriteString("model", comparison.One.Model);
        json.WriteString("ranking", comparison.One.Ranking);
        json.WriteString("other_model", comparison.Other.Model);
        json.WriteString("other_ranking", comparison.Other.Ranking);
        WriteInterval(json, "first", comparison.First);
        WriteInterval(json, "mrr", comparison.Mrr);
        json.WriteBoolean("shown", comparison.IsShown);
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartObject(name);
        json.WriteNumber("low", Math.Round(interval.Low, 6));
        json.WriteNumber("mean", Math.Round(interval.Mean, 6));
        json.WriteNumber("high", Math.Round(interval.High, 6));
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, FallenRow row)
    {
        json.WriteStartObject();
        json.WriteString("model", row.Model);
        json.WriteString("set", row.Set);
        json.WriteString("ranking", row.Ranking);
        json.WriteString("metric", row.Metric);
        if (row.Value is { } value)
            json.WriteNumber("value", Math.Round(value, 6));
        json.WriteNumber("least", Math.Round(row.Least, 6));
        json.WriteString("reason", row.Reason);
        json.WriteEndObject();
    }
}
