using System.Globalization;
using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Eval.Results;
using Patina.Oxidize.Evaluation;

namespace Patina.Cli.Reports;

/// <summary>Results over time.</summary>
internal static class HistoryReport
{
    private const string None = "-";

    /// <param name="set">The query set whose figures are shown.</param>
    public static void WriteText(TextWriter output, Ink ink, IReadOnlyList<MeasuredResult> results, string set)
    {
        if (results.Count == 0)
        {
            output.WriteLine("No results yet. Run: patina eval, or patina bench models");
            return;
        }

        var table = new TextTable("date", "patina", "model", "runtime", "commit", "processor", "ranking", "queries", "first", "MRR", "recall@10");
        foreach (var result in results)
        {
            QualityFigure[] figures = [.. (result.Quality ?? []).Where(figure => figure.Set == set && figure.Ranking != "random")];
            if (figures.Length == 0 && result.Speed is not { Count: > 0 })
                table.Add([.. Beginning(result), None, None, None, None, None]);
            foreach (var figure in figures)
            {
                table.Add(
                [
                    .. Beginning(result), Line.Safe(figure.Ranking), figure.Queries.ToString(CultureInfo.InvariantCulture), Figure(figure.First),
                    Figure(figure.Mrr), Figure(figure.RecallAt10),
                ]);
            }
        }

        table.Write(output, ink);
        WriteSpeed(output, ink, [.. results.Where(result => result.Speed is { Count: > 0 })]);
    }

    private static void WriteSpeed(TextWriter output, Ink ink, IReadOnlyList<MeasuredResult> results)
    {
        if (results.Count == 0)
            return;
        output.WriteLine();
        var table = new TextTable("date", "patina", "model", "runtime", "commit", "processor", "texts", "batch", "texts/s", "tokens/s", "load s", "memory MB");
        foreach (var result in results)
        {
            foreach (var figure in result.Speed!)
            {
                table.Add(
                [
                    .. Beginning(result), Line.Safe(figure.Texts), figure.Batch.ToString(CultureInfo.InvariantCulture), Number(figure.TextsPerSecond),
                    Number(figure.TokensPerSecond), Number(result.Cost?.LoadSeconds, "0.000"), Number(result.Cost?.PeakMemoryBytes / 1e6),
                ]);
            }
        }

        table.Write(output, ink);
    }

    private static string Number(double? value, string format = "#,##0.#") => value?.ToString(format, CultureInfo.InvariantCulture) ?? None;

    /// <summary>The results as their files have them.</summary>
    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<MeasuredResult> results)
    {
        json.WriteStartArray("results");
        foreach (var result in results)
            json.WriteRawValue(ResultFile.ToBytes(result));
        json.WriteEndArray();
    }

    private static string[] Beginning(MeasuredResult result) =>
    [
        result.Date.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Line.Safe(result.Patina.Split('+')[0]), Line.Safe(result.Model),
        Line.Safe(result.Precision is { } precision ? $"{result.Runtime} {precision}" : result.Runtime),
        result.Project.Commit is { Length: >= 8 } commit ? Line.Safe(commit[..8]) : None, Line.Safe(result.Hardware.Processor),
    ];

    private static string Figure(Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{interval.Mean:F3} [{interval.Low:F3}, {interval.High:F3}]");
}
