using System.Globalization;
using Patina.Report.Data;

namespace Patina.Report.Page;

/// <summary>The sections of a page but the map: each a chart and the table of the same numbers.</summary>
internal static class ReportSections
{
    private const string SignedForm = "+0.000;-0.000;0.000";
    private const string PlainForm = "0.000";

    public static IReadOnlyList<ReportSection> Of(ProjectReport report) =>
        [Models(report), Sets(report), Projections(report), Training(report), Growth(report), Cache(report)];

    private static ReportSection Models(ProjectReport report)
    {
        var chart = new ScatterChart();
        var table = new HtmlTable("Models", "model", "runtime", "precision", "ms for one text", "texts/s in batches", "padding", "answers (MRR)");
        foreach (var (speed, tone) in report.Speed.Select((speed, place) => (speed, place % 10)))
        {
            var best = BestOf(report, speed);
            if (best is not null && speed.Milliseconds > 0)
                chart.Add($"{speed.Model} {speed.Runtime} {speed.Precision}", speed.Milliseconds, best.Value, best.Low, best.High, tone);
            table.Add(
                speed.Model, speed.Runtime, speed.Precision, Html.Number(speed.Milliseconds, "0.00"), Html.Number(speed.TextsPerSecond, "0.0"),
                speed.PaddingShare is { } padding ? Html.Number(padding, "0 %") : "not measured", best is null ? "not evaluated" : Interval(best));
        }

        return new ReportSection("models", "Quality against latency", report.Speed.Count == 0
            ? "<p>No model was measured on this machine yet. Run: patina bench models</p>\n"
            : (chart.IsEmpty ? "" : chart.Draw("Mean reciprocal rank of each model against the milliseconds for one text", "milliseconds for one text", "MRR, 95 %")) + table);
    }

    /// <summary>How well a model's vectors alone answer the set of most questions: what ranks beside them is the same for all models.</summary>
    private static QualityFigure? BestOf(ProjectReport report, SpeedFigure speed) => report.Quality
        .Where(figure => (figure.Model == speed.Model || figure.Model == $"{speed.Model} ({$"{speed.Runtime} {speed.Precision}".Trim()})") && figure.Metric == "mrr" && figure.Ranking == "vectors").OrderByDescending(figure => figure.Questions).FirstOrDefault();

    private static ReportSection Sets(ProjectReport report)
    {
        var content = new System.Text.StringBuilder();
        foreach (var set in report.Quality.Where(figure => figure.Metric == "mrr").GroupBy(figure => figure.Set))
        {
            var chart = new IntervalChart();
            foreach (var (figure, place) in set.OrderByDescending(figure => figure.Value).Select((figure, place) => (figure, place)))
                chart.Add($"{figure.Ranking} ({figure.Model})", figure.Value, figure.Low, figure.High, place % 10);
            content.Append($"<h3>{Html.Escape(set.Key)}, {Html.Count(set.Max(figure => figure.Questions))} questions</h3>\n").Append(chart.Draw($"Mean reciprocal rank by ranking, {set.Key}", PlainForm));
        }

        var table = new HtmlTable("All figures with their 95 % intervals", "questions", "model", "ranking", "metric", "value");
        foreach (var figure in report.Quality)
            table.Add($"{figure.Set} ({figure.Questions})", figure.Model, figure.Ranking, figure.Metric, Interval(figure));
        return new ReportSection("sets", "Questions of this project", report.Quality.Count == 0
            ? "<p>Nothing was evaluated yet. Run: patina eval</p>\n"
            : $"{content}<details><summary>All figures</summary>{table}</details>\n");
    }

    private static ReportSection Projections(ProjectReport report)
    {
        var chart = new IntervalChart();
        var table = new HtmlTable("Measured on relations that training has not seen", "projection", "used", "questions", "raw MRR", "projected MRR", "both MRR", "gain, 95 %", "gain of both, 95 %");
        foreach (var (projection, tone) in report.Projections.Select((projection, place) => (projection, place % 10)))
        {
            if (projection.Gate is not { } gate)
            {
                table.Add(projection.Name, "no", "too few", "", "", "", "", "");
                continue;
            }

            chart.Add($"{projection.Name}, alone", gate.MrrGain.Mean, gate.MrrGain.Low, gate.MrrGain.High, tone);
            chart.Add($"{projection.Name}, with raw vectors", gate.FusedMrrGain.Mean, gate.FusedMrrGain.Low, gate.FusedMrrGain.High, tone);
            table.Add(
                projection.Name, projection.Active ? "yes" : "no", $"{gate.Questions}", Html.Number(gate.Raw.Mrr, PlainForm), Html.Number(gate.Projected.Mrr, PlainForm), Html.Number(gate.Fused.Mrr, PlainForm),
                Interval(gate.MrrGain.Mean, gate.MrrGain.Low, gate.MrrGain.High, SignedForm), Interval(gate.FusedMrrGain.Mean, gate.FusedMrrGain.Low, gate.FusedMrrGain.High, SignedForm));
        }

        return new ReportSection("projections", "What projections gain", report.Projections.Count == 0
            ? "<p>No projection was trained.</p>\n"
            : (chart.IsEmpty ? "" : chart.Draw("Gain of mean reciprocal rank by projection", SignedForm)) + table);
    }

    private static ReportSection Training(ProjectReport report)
    {
        var content = new System.Text.StringBuilder();
        foreach (var projection in report.Projections.Where(projection => projection.ValidationLosses.Count > 1))
        {
            var epochs = projection.ValidationLosses.Select((_, epoch) => epoch.ToString(CultureInfo.InvariantCulture)).ToList();
            var chart = new LineChart(epochs);
            chart.Add("later pairs", projection.ValidationLosses, 0);
            if (projection.TrainingLosses.Count == epochs.Count - 1)
                chart.Add("training", projection.TrainingLosses, 1, first: 1);
            content.Append($"<h3>{Html.Escape(projection.Name)}: {Html.Count(projection.TrainingPairs)} pairs, weights of epoch {projection.BestEpoch}</h3>\n")
                .Append(chart.Draw($"Loss by epoch of {projection.Name}", "0.00", fromZero: false));
            var table = new HtmlTable("Loss by epoch", "epoch", "training", "later pairs");
            for (var epoch = 0; epoch < epochs.Count; epoch++)
                table.Add(epochs[epoch], epoch == 0 || epoch > projection.TrainingLosses.Count ? "" : Html.Number(projection.TrainingLosses[epoch - 1], "0.0000"), Html.Number(projection.ValidationLosses[epoch], "0.0000"));
            content.Append($"<details><summary>Numbers</summary>{table}</details>\n");
        }

        return new ReportSection("training", "Training", content.Length == 0
            ? "<p>No curve was recorded. Run: patina oxidize --full</p>\n"
            : content.ToString());
    }

    private static ReportSection Growth(ProjectReport report)
    {
        if (report.Growth.Count == 0)
            return new ReportSection("growth", "Growth of the log", "<p>The log is empty.</p>\n");
        var (months, kinds) = GrowthCurve.Of(report.Growth);
        var chart = new LineChart(months);
        foreach (var ((kind, totals), place) in kinds.Select((curve, place) => (curve, place % 10)))
            chart.Add(kind, totals, place);
        var table = new HtmlTable("Events in all, by the month they are of", ["month", .. kinds.Select(curve => curve.Kind)]);
        for (var month = 0; month < months.Count; month++)
            table.Add([months[month], .. kinds.Select(curve => Html.Count((long)curve.Totals[month]))]);
        return new ReportSection("growth", "Growth of the log",
            chart.Draw("Events in the log by month, one line for each kind", "#,0", fromZero: true) + $"<details><summary>Numbers</summary>{table}</details>\n");
    }

    private static ReportSection Cache(ProjectReport report)
    {
        var table = new HtmlTable("Vectors kept by content: a text is embedded once", "model", "texts", "known", "vectors kept", "cache", "indexes");
        foreach (var cache in report.Caches)
        {
            table.Add(
                cache.Folder, Html.Count(cache.Texts), cache.Texts == 0 ? "" : Html.Number((double)cache.Used / cache.Texts, "0.0 %"), Html.Count(cache.Vectors),
                Html.Bytes(cache.CacheBytes), Html.Bytes(cache.IndexBytes));
        }

        return new ReportSection("cache", "Cache and indexes", report.Caches.Count == 0 ? "<p>There are no vectors yet. Run: patina oxidize</p>\n" : table.ToString());
    }

    private static string Interval(QualityFigure figure) => Interval(figure.Value, figure.Low, figure.High, PlainForm);

    private static string Interval(double value, double low, double high, string form) =>
        $"{Html.Number(value, form)} [{Html.Number(low, form)}, {Html.Number(high, form)}]";
}
