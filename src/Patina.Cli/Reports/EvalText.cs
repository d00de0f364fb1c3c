using System.Globalization;
using Patina.Cli.Terminals;
using Patina.Eval.Comparison;
using Patina.Eval.Gates;
using Patina.Eval.Results;
using Patina.Eval.Sets;
using Patina.Oxidize.Evaluation;

namespace Patina.Cli.Reports;

/// <summary>An evaluation, for people.</summary>
internal static class EvalText
{
    public static void Write(TextWriter output, Ink ink, EvalReport report, IReadOnlyList<FallenRow> fallen)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Line.Safe(report.Indexed.Name)} as of {report.Indexed.Commit?[..12]}: {report.Indexed.Files:N0} files, {report.Indexed.Chunks:N0} chunks. Means with 95 % intervals."));
        foreach (var set in report.Sets)
            WriteSet(output, ink, report, set);
        foreach (var set in report.TooSmall)
            output.WriteLine(ink.Faint(string.Create(CultureInfo.InvariantCulture, $"{Line.Safe(set.Name)}: only {set.Queries.Count} queries{LeakText(set)}; not asked.")));
        WriteFallen(output, ink, fallen);
    }

    private static void WriteSet(TextWriter output, Ink ink, EvalReport report, QuerySet set)
    {
        output.WriteLine();
        output.WriteLine(ink.Strong(Line.Safe(set.Name)) + string.Create(
            CultureInfo.InvariantCulture, $"  {set.Queries.Count:N0} {Line.Safe(set.Noun)} from {set.Sources:N0} sources{LeakText(set)}"));
        var table = new TextTable("ranking", "first", "MRR", "recall@5", "recall@10", "nDCG@10");
        foreach (var model in report.Models)
        {
            foreach (var figure in model.Quality.Where(figure => figure.Set == set.Name))
                table.Add(NameOf(figure, model.Model, report), Figure(figure.First), Figure(figure.Mrr), Figure(figure.RecallAt5), Figure(figure.RecallAt10), Figure(figure.NdcgAt10));
        }

        table.Write(output, ink);
        foreach (var comparison in report.Told.Where(comparison => comparison.One.Set == set))
            output.WriteLine(Line.Safe(PlainSentence.Of(comparison)));
    }

    private static string NameOf(QualityFigure figure, string model, EvalReport report) =>
        report.Models.Count == 1 ? Line.Safe(figure.Ranking) : Line.Safe($"{model} {figure.Ranking}");

    private static string Figure(Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{interval.Mean:F3} [{interval.Low:F3}, {interval.High:F3}]");

    private static string LeakText(QuerySet set) =>
        set.Leaking == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {set.Leaking:N0} left out because their words stand in what they may find");

    private static void WriteFallen(TextWriter output, Ink ink, IReadOnlyList<FallenRow> fallen)
    {
        if (fallen.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine(ink.Bad("Fell:"));
        foreach (var row in fallen)
        {
            output.WriteLine(Line.Safe(string.Create(
                CultureInfo.InvariantCulture,
                $"  {row.Model}  {row.Set}  {row.Ranking}  {row.Metric} {(row.Value is { } value ? value.ToString("F3", CultureInfo.InvariantCulture) : "-")}, expected {row.Least:F3}: {row.Reason}")));
        }
    }
}
