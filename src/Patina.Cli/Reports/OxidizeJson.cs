using System.Text.Json;
using Patina.Oxidize;
using Patina.Oxidize.Evaluation;

namespace Patina.Cli.Reports;

/// <summary>What became of vectors, projections and indexes, as JSON. The keys are an interface: add, never rename.</summary>
internal static class OxidizeJson
{
    public static void Write(Utf8JsonWriter json, OxidizeReport report)
    {
        json.WriteString("model", report.ModelName);
        json.WriteNumber("dimension", report.Dimension);
        json.WriteNumber("chunks", report.Chunks);
        json.WriteNumber("embedded", report.Embedded);
        json.WriteBoolean("up_to_date", report.UpToDate);
        json.WriteStartArray("spaces");
        foreach (var space in report.Spaces)
            WriteSpace(json, space);
        json.WriteEndArray();
        json.WriteStartArray("pruned");
        foreach (var other in report.Pruned)
            WritePruned(json, other);
        json.WriteEndArray();
        json.WriteStartObject("stage_seconds");
        foreach (var (stage, seconds) in report.Stages)
            json.WriteNumber(stage.Replace(' ', '_'), Math.Round(seconds, 3));
        json.WriteEndObject();
    }

    private static void WritePruned(Utf8JsonWriter json, OtherVectors other)
    {
        json.WriteStartObject();
        json.WriteString("model", other.ModelName);
        json.WriteOptional("precision", other.Precision);
        json.WriteNumber("bytes", other.Bytes);
        json.WriteBoolean("removed", other.Removed);
        json.WriteEndObject();
    }

    private static void WriteSpace(Utf8JsonWriter json, SpaceReport space)
    {
        json.WriteStartObject();
        json.WriteString("name", space.Name);
        json.WriteBoolean("used", space.Active);
        json.WriteNumber("added", space.Added);
        json.WriteNumber("removed", space.Removed);
        json.WriteBoolean("rebuilt", space.Rebuilt);
        json.WriteBoolean("trained", space.Trained);
        json.WriteNumber("training_pairs", space.TrainingPairs);
        if (space.Epochs > 0)
            json.WriteNumber("epochs_at_most", space.Epochs);
        json.WriteString("reason", space.Reason);
        if (space.Gate is { } gate)
            WriteGate(json, gate);
        json.WriteEndObject();
    }

    private static void WriteGate(Utf8JsonWriter json, GateResult gate)
    {
        json.WriteStartObject("held_out");
        json.WriteNumber("questions", gate.Questions);
        json.WriteNumber("candidates", gate.Candidates);
        WriteScore(json, "raw", gate.Raw);
        WriteScore(json, "projected", gate.Projected);
        WriteScore(json, "fused", gate.Fused);
        WriteInterval(json, "mrr_gain", gate.MrrGain);
        WriteInterval(json, "fused_mrr_gain", gate.FusedMrrGain);
        if (gate.Untrained is { } untrained)
        {
            json.WriteStartObject("untrained");
            json.WriteString("name", untrained.Name);
            WriteScore(json, "alone", untrained.Score);
            WriteScore(json, "with_projected", untrained.WithProjected);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartObject(name);
        json.WriteNumber("low", interval.Low);
        json.WriteNumber("mean", interval.Mean);
        json.WriteNumber("high", interval.High);
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, string name, RetrievalScore score)
    {
        json.WriteStartObject(name);
        json.WriteNumber("mrr", score.Mrr);
        json.WriteNumber("recall_at_10", score.RecallAt10);
        json.WriteEndObject();
    }
}
