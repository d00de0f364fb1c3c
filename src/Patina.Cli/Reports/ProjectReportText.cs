using System.Globalization;
using Patina.Cli.Terminals;
using Patina.Report.Data;

namespace Patina.Cli.Reports;

/// <summary>A project's report as tables and sparklines.</summary>
internal sealed class ProjectReportText(TextWriter output, Ink ink)
{
    /// <summary>Beside the first, whose interval is shown.</summary>
    private static readonly string[] OtherMetrics = ["first", "recall_at_5", "recall_at_10", "ndcg_at_10"];

    public void Write(ProjectReport report)
    {
        output.WriteLine($"{ink.Strong(Line.Safe(report.Project))}  {(report.Model is { } model ? $"{Line.Safe(model)}, {report.Dimension} numbers" : "no vectors yet")}");
        WriteModels(report);
        WriteQuality(report);
        WriteProjections(report);
        WriteGrowth(report);
        WriteCaches(report);
    }

    private void WriteModels(ProjectReport report)
    {
        Head("Models");
        if (report.Speed.Count == 0)
        {
            output.WriteLine("none measured on this machine yet; run: patina bench models");
            return;
        }

        var table = new TextTable("model", "runtime", "precision", "ms/text", "texts/s", "padding");
        foreach (var speed in report.Speed)
            table.Add(Line.Safe(speed.Model), Line.Safe(speed.Runtime), Line.Safe(speed.Precision), Number(speed.Milliseconds, "0.00"), Number(speed.TextsPerSecond, "0.0"), speed.PaddingShare is { } padding ? Number(padding, "0 %") : "");
        table.Write(output, ink);
    }

    private void WriteQuality(ProjectReport report)
    {
        Head("Questions of this project");
        if (report.Quality.Count == 0)
        {
            output.WriteLine("nothing evaluated yet; run: patina eval");
            return;
        }

        var table = new TextTable(["questions", "model", "ranking", "mrr, 95 %", .. OtherMetrics]);
        foreach (var row in report.Quality.GroupBy(figure => (figure.Set, figure.Questions, figure.Model, figure.Ranking)))
        {
            table.Add(
            [
                Line.Safe($"{row.Key.Set} ({row.Key.Questions})"), Line.Safe(row.Key.Model), Line.Safe(row.Key.Ranking),
                .. row.Where(figure => figure.Metric == "mrr").Take(1).Select(figure => Interval(figure.Value, figure.Low, figure.High, "0.000")).DefaultIfEmpty(""),
                .. OtherMetrics.Select(metric => row.FirstOrDefault(figure => figure.Metric == metric) is { } figure ? Number(figure.Value, "0.000") : ""),
            ]);
        }

        table.Write(output, ink);
    }

    private void WriteProjections(ProjectReport report)
    {
        Head("Projections, on relations that training has not seen");
        if (report.Projections.Count == 0)
        {
            output.WriteLine("none trained");
            return;
        }

        var table = new TextTable("projection", "used", "questions", "raw", "projected", "gain of MRR, 95 %", "loss on later pairs");
        foreach (var projection in report.Projections)
        {
            var gate = projection.Gate;
            table.Add(
                projection.Name, projection.Active ? "yes" : "no", gate is null ? "too few" : $"{gate.Questions}", gate is null ? "" : Number(gate.Raw.Mrr, "0.000"),
                gate is null ? "" : Number(gate.Projected.Mrr, "0.000"),
                gate is null ? "" : Interval(gate.MrrGain.Mean, gate.MrrGain.Low, gate.MrrGain.High, "+0.000;-0.000;0.000"),
                projection.ValidationLosses is [var first, .., var last] ? $"{Number(first, "0.00")} {Sparkline.Of(projection.ValidationLosses)} {Number(last, "0.00")}" : "");
        }

        table.Write(output, ink);
    }

    private void WriteGrowth(ProjectReport report)
    {
        Head("Growth of the log");
        if (report.Growth.Count == 0)
        {
            output.WriteLine("empty");
            return;
        }

        var (months, kinds) = GrowthCurve.Of(report.Growth);
        foreach (var curve in kinds)
            output.WriteLine($"{Line.Safe(curve.Kind),-10} {Sparkline.Of(curve.Totals)} {Number(curve.Totals[^1], "#,0"),10}");
        output.WriteLine(ink.Faint($"{months[0]} to {months[^1]}"));
    }

    private void WriteCaches(ProjectReport report)
    {
        Head("Cache and indexes");
        if (report.Caches.Count == 0)
        {
            output.WriteLine("no vectors yet; run: patina oxidize");
            return;
        }

        var table = new TextTable("model", "texts", "known", "vectors kept", "cache MB", "indexes MB");
        foreach (var cache in report.Caches)
            table.Add(Line.Safe(cache.Folder), Number(cache.Texts, "#,0"), cache.Texts == 0 ? "" : Number((double)cache.Used / cache.Texts, "0.0 %"), Number(cache.Vectors, "#,0"), Number(cache.CacheBytes / 1048576.0, "0.0"), Number(cache.IndexBytes / 1048576.0, "0.0"));
        table.Write(output, ink);
    }

    private void Head(string title)
    {
        output.WriteLine();
        output.WriteLine(ink.Strong(title));
    }

    private static string Interval(double value, double low, double high, string form) => $"{Number(value, form)} [{Number(low, form)}, {Number(high, form)}]";

    private static string Number(double value, string form) => value.ToString(form, CultureInfo.InvariantCulture);
}
