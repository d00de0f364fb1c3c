using System.Globalization;
using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Pretrain;

namespace Patina.Cli.Reports;

/// <summary>What a training did, for people and as JSON.</summary>
internal static class PretrainText
{
    public static void Write(Terminal terminal, PretrainOptions options, PretrainReport report)
    {
        var (output, ink) = (terminal.Out, terminal.Ink);
        output.WriteLine(Format($"Trained on {report.Pairs:N0} pairs of {report.Repositories.Count} repositories ({report.MinedPairs:N0} were mined)."));
        foreach (var point in report.Curve.Points)
            output.WriteLine(ink.Faint(Format($"  step {point.Step,5}   loss {point.Loss,6:0.000}{(point.Score is { } score ? Format($"   MRR@10 {score:0.000}") : "")}")));
        output.WriteLine(report.DevelopmentQueries > 0
            ? Format($"Kept step {report.Curve.BestStep}: MRR@10 {report.Curve.BestScore:0.000} on {report.DevelopmentQueries} doc comments of {string.Join(", ", report.Development)}.")
            : "Kept the last step; there was no repository to score it on (--dev).");
        output.WriteLine(Format(
            $"Mining {report.MiningTime.TotalSeconds:0.0} s, vocabulary {report.VocabularyTime.TotalSeconds:0.0} s, training {report.TrainingTime.TotalSeconds:0.0} s ({report.Curve.PairsPerSecond:N0} pairs/s on {report.Threads} threads)."));
        output.WriteLine(Format($"{ink.Strong(Line.Safe(options.Output))}: {report.Pieces:N0} pieces of {report.Dimensions} numbers, {report.ModelBytes / 1e6:0.0} MB. Use it: patina model use {Line.Safe(options.Output)}"));
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, PretrainOptions options, PretrainReport report)
    {
        json.WriteString("model", options.Output);
        json.WriteNumber("pieces", report.Pieces);
        json.WriteNumber("dimensions", report.Dimensions);
        json.WriteNumber("bytes", report.ModelBytes);
        json.WriteNumber("mined_pairs", report.MinedPairs);
        json.WriteNumber("pairs", report.Pairs);
        json.WriteNumber("mining_seconds", report.MiningTime.TotalSeconds);
        json.WriteNumber("vocabulary_seconds", report.VocabularyTime.TotalSeconds);
        json.WriteNumber("training_seconds", report.TrainingTime.TotalSeconds);
        json.WriteNumber("pairs_per_second", report.Curve.PairsPerSecond);
        json.WriteNumber("best_step", report.Curve.BestStep);
        json.WriteNumber("best_mrr_at_10", report.Curve.BestScore);
        json.WriteNumber("development_queries", report.DevelopmentQueries);
        json.WriteStrings("development", report.Development);
        json.WriteStrings("held_out", report.HeldOut);
        json.WriteStartArray("curve");
        foreach (var point in report.Curve.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("step", point.Step);
            json.WriteNumber("loss", point.Loss);
            if (point.Score is { } score)
                json.WriteNumber("mrr_at_10", score);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("repositories");
        foreach (var row in report.Repositories)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteOptional("commit", row.Commit);
            json.WriteString("licence", row.Licence);
            json.WriteNumber("pairs", row.Pairs.Values.Sum());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
