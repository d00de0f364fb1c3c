using System.Text.Json;
using Patina.Report.Data;

namespace Patina.Cli.Reports;

/// <summary>A project's report as JSON, without its map. The keys are an interface: add, never rename.</summary>
internal static class ProjectReportJson
{
    public static void Write(Utf8JsonWriter json, ProjectReport report)
    {
        json.WriteString("project", report.Project);
        json.WriteOptional("model", report.Model);
        json.WriteNumber("dimension", report.Dimension);
        json.WriteStartArray("growth");
        foreach (var step in report.Growth)
        {
            json.WriteStartObject();
            json.WriteString("month", step.Month);
            json.WriteString("kind", step.Kind);
            json.WriteNumber("events", step.Events);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("projections");
        foreach (var projection in report.Projections)
            WriteProjection(json, projection);
        json.WriteEndArray();
        json.WriteStartArray("caches");
        foreach (var cache in report.Caches)
        {
            json.WriteStartObject();
            json.WriteString("folder", cache.Folder);
            json.WriteNumber("texts", cache.Texts);
            json.WriteNumber("known", cache.Used);
            json.WriteNumber("vectors", cache.Vectors);
            json.WriteNumber("cache_bytes", cache.CacheBytes);
            json.WriteNumber("index_bytes", cache.IndexBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProjection(Utf8JsonWriter json, ProjectionFigures projection)
    {
        json.WriteStartObject();
        json.WriteString("name", projection.Name);
        json.WriteBoolean("active", projection.Active);
        json.WriteNumber("training_pairs", projection.TrainingPairs);
        json.WriteNumber("best_epoch", projection.BestEpoch);
        if (projection.Gate is { } gate)
        {
            json.WriteNumber("questions", gate.Questions);
            json.WriteNumber("raw_mrr", gate.Raw.Mrr);
            json.WriteNumber("projected_mrr", gate.Projected.Mrr);
            json.WriteNumber("mrr_gain", gate.MrrGain.Mean);
            json.WriteNumber("mrr_gain_low", gate.MrrGain.Low);
            json.WriteNumber("mrr_gain_high", gate.MrrGain.High);
        }

        WriteNumbers(json, "training_losses", projection.TrainingLosses);
        WriteNumbers(json, "validation_losses", projection.ValidationLosses);
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
