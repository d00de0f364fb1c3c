using System.Globalization;
using Patina.Cli.Terminals;
using Patina.Oxidize;
using Patina.Oxidize.Evaluation;

namespace Patina.Cli.Reports;

/// <summary>What became of vectors, projections and indexes, for people.</summary>
/// <param name="width">Columns; null for no limit.</param>
internal sealed class OxidizeText(TextWriter output, Ink ink, int? width)
{
    private const int Indent = 2;

    public void Write(OxidizeReport report, bool dryRun)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.ModelName}, {report.Dimension} dimensions: {Describe(report, dryRun)}"));
        if (dryRun && !report.UpToDate)
            WritePlan(report.Spaces);
        else if (report.Spaces.Count > 0 && !report.UpToDate)
            WriteOutcome(report.Spaces);
        foreach (var other in report.Pruned)
            output.WriteLine(Line.Safe(Describe(other, dryRun)));
        if (report.Stages.Count > 0)
            output.WriteLine(ink.Faint(Line.Wrap(Describe(report.Stages, dryRun), width, Indent)));
    }

    private void WriteOutcome(IReadOnlyList<SpaceReport> spaces)
    {
        WriteSpaces(spaces);
        foreach (var space in spaces.Where(space => space.Reason.Length > 0))
            output.WriteLine(Line.Wrap($"{space.Name}: {Verdict(space)}", width, Indent));
        foreach (var space in spaces.Where(space => space.Trained))
            output.WriteLine(ink.Faint(Line.Wrap($"{space.Name} was trained because {space.Reason}", width, Indent)));
    }

    private void WritePlan(IReadOnlyList<SpaceReport> spaces)
    {
        foreach (var space in spaces)
            output.WriteLine(Line.Wrap($"{space.Name}: would {Plan(space)}", width, Indent));
    }

    private static string Plan(SpaceReport space)
    {
        var training = space.Trained
            ? string.Create(CultureInfo.InvariantCulture, $"train on {space.TrainingPairs:N0} pairs for at most {space.Epochs} epochs, as {space.Reason}; if it is on, ")
            : space.Reason.Length > 0 ? $"not train, as {space.Reason}; " : "";
        var removed = space.Removed > 0 ? string.Create(CultureInfo.InvariantCulture, $" and take {space.Removed:N0} out of it") : "";
        return training + string.Create(CultureInfo.InvariantCulture, $"put {space.Added:N0} vectors into its index") + removed;
    }

    private static string Describe(OxidizeReport report, bool dryRun)
    {
        if (report.UpToDate)
            return string.Create(CultureInfo.InvariantCulture, $"{report.Chunks:N0} chunks, nothing has changed");
        return dryRun
            ? string.Create(CultureInfo.InvariantCulture, $"would embed {report.Embedded:N0} of {report.Chunks:N0} chunks")
            : string.Create(CultureInfo.InvariantCulture, $"{report.Chunks:N0} chunks, {report.Embedded:N0} of them embedded now");
    }

    private static string Describe(OtherVectors other, bool dryRun)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"the vectors of {other.ModelName}{(other.Precision is { } precision ? $", {precision}" : "")}: {other.Bytes / 1e6:N1} MB");
        return other.Removed ? $"removed {what}" : dryRun ? $"would remove {what}" : $"could not remove {what}; another program has them open";
    }

    private void WriteSpaces(IReadOnlyList<SpaceReport> spaces)
    {
        var table = new TextTable("", "used", "added", "removed", "pairs", "questions", "MRR raw", "projected", "fused", "untrained", "both");
        foreach (var space in spaces)
        {
            var gate = space.Gate;
            table.Add(
                space.Name, space.Active ? "yes" : "no", Number(space.Added), Number(space.Removed),
                space.TrainingPairs > 0 ? Number(space.TrainingPairs) : "", gate is null ? "" : Number(gate.Questions),
                Score(gate?.Raw), Score(gate?.Projected), Score(gate?.Fused), Score(gate?.Untrained?.Score), Score(gate?.Untrained?.WithProjected));
        }

        table.Write(output, ink);
    }

    private static string Score(RetrievalScore? score) => score?.Mrr.ToString("F3", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Whether a projection is used, and what it gains over the raw vectors, in per cent of their score.</summary>
    private static string Verdict(SpaceReport space)
    {
        if (space.Gate is not { } gate)
            return space.TrainingPairs > 0 ? "too few held-out relations to measure it: off, raw vectors serve" : $"off ({space.Reason})";

        string Percent(double gain) => (100 * gain / gate.Raw.Mrr).ToString("+0;-0;0", CultureInfo.InvariantCulture);
        var beside = gate.Untrained is { } untrained ? $"; {untrained.Name} alone: {Percent(untrained.Score.Mrr - gate.Raw.Mrr)} %" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Percent(gate.MrrGain.Mean)} % MRR [{Percent(gate.MrrGain.Low)}, {Percent(gate.MrrGain.High)}] on {gate.Questions:N0} {space.Asked}: ")
            + (space.Active ? "on" : "off, raw vectors serve") + beside;
    }

    private static string Describe(IReadOnlyList<StageSeconds> stages, bool dryRun)
    {
        var parts = stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Stage} {stage.Seconds:F1} s"));
        var total = stages.Sum(stage => stage.Seconds);
        return string.Create(CultureInfo.InvariantCulture, $"{(dryRun ? "Would take about" : "Took")} {total:F1} s ({string.Join(", ", parts)})");
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
