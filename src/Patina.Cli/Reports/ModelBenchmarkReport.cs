using System.Globalization;
using System.Text.Json;
using Patina.Cli.Benchmarks;
using Patina.Cli.Terminals;
using Patina.Eval.Results;

namespace Patina.Cli.Reports;

/// <summary>The table of models, for people and as JSON.</summary>
internal static class ModelBenchmarkReport
{
    private const string None = "-";

    private static readonly string[] Lengths = ["short", "medium", "long"];

    private static readonly string[] Legend =
    [
        "Speeds: short / medium / long texts. Memory: the most that a process had which did nothing else.",
        "To fp32, to others: the lowest cosine to the vectors in 32 bits, and to other runtimes in the same precision.",
        "Sets: MRR of the model's vectors alone / of what scry answers; intervals: --json, patina bench history.",
    ];

    public static void Write(Terminal terminal, ModelBenchmarkResult result, bool asJson)
    {
        if (asJson)
            JsonOutput.Write(terminal, json => WriteJson(json, result));
        else
            WriteText(terminal.Out, terminal.Ink, result, terminal.Width);
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    private static void WriteJson(Utf8JsonWriter json, ModelBenchmarkResult result)
    {
        json.WriteStartArray("planned");
        foreach (var planned in result.Planned)
            WritePlanned(json, planned);
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in result.Rows)
            WriteRow(json, row);
        json.WriteEndArray();
        WriteSkipped(json, "skipped", result.Skipped);
        WriteSkipped(json, "failed", result.Failed);
    }

    private static void WritePlanned(Utf8JsonWriter json, PlannedRow planned)
    {
        json.WriteStartObject();
        WriteName(json, planned.Row.Name, planned.Row.Runtime, planned.Row.Precision);
        json.WriteBoolean("finished", planned.IsFinished);
        json.WriteNumber("estimated_seconds", Math.Round(planned.Estimate.TotalSeconds, 1));
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, MeasuredRow row)
    {
        json.WriteStartObject();
        WriteName(json, row.Speed.Model, row.Speed.Runtime, row.Speed.Precision);
        json.WriteBoolean("speed_kept", row.SpeedKept);
        json.WritePropertyName("speed");
        json.WriteRawValue(ResultFile.ToBytes(row.Speed));
        if (row.Quality is not null)
        {
            json.WriteBoolean("quality_kept", row.QualityKept);
            json.WritePropertyName("quality");
            json.WriteRawValue(ResultFile.ToBytes(row.Quality));
        }

        if (row.CosineToFp32 is { } cosine)
            json.WriteNumber("lowest_cosine_to_fp32", cosine);
        json.WriteStartArray("agreement");
        foreach (var other in row.Agreement)
        {
            json.WriteStartObject();
            json.WriteString("runtime", other.Runtime);
            json.WriteOptional("precision", other.Precision);
            json.WriteNumber("lowest_cosine", other.LowestCosine);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSkipped(Utf8JsonWriter json, string key, IReadOnlyList<SkippedRow> rows)
    {
        json.WriteStartArray(key);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            WriteName(json, row.Model, row.Runtime, row.Precision);
            json.WriteString("reason", row.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteName(Utf8JsonWriter json, string model, string? runtime, string? precision)
    {
        json.WriteString("model", model);
        json.WriteOptional("runtime", runtime);
        json.WriteOptional("precision", precision);
    }

    /// <param name="width">Columns of the terminal; null where lines are not cut.</param>
    private static void WriteText(TextWriter output, Ink ink, ModelBenchmarkResult result, int? width)
    {
        if (result.Rows.Count > 0)
            WriteTable(output, ink, result.Rows, width);
        WriteSkipped(output, ink.Strong("Not measured:"), result.Skipped);
        WriteSkipped(output, ink.Bad("Failed:"), result.Failed);
    }

    private static void WriteTable(TextWriter output, Ink ink, IReadOnlyList<MeasuredRow> rows, int? width)
    {
        var first = rows[0].Speed;
        output.WriteLine(Line.Safe(string.Create(
            CultureInfo.InvariantCulture,
            $"{first.Hardware.Processor}, {first.Hardware.Cores} cores, {first.Hardware.MemoryBytes / (double)(1 << 30):0.0} GiB, {first.Hardware.System}; patina {first.Patina.Split('+')[0]}{VersionText(rows)}")));
        string[] sets = [.. rows.SelectMany(row => row.Quality?.Quality ?? []).Select(figure => figure.Set).Distinct()];
        string[] headers =
        [
            "model", "numbers", "load", "alone: texts/s", "tokens/s", "best batch: texts/s", "tokens/s", "memory", "disk", "index", "training", "to fp32", "to others", .. sets.Select(set => Line.Safe(set)),
        ];
        string[][] cells = [.. rows.Select(row => (string[])[.. CellsOf(row), .. sets.Select(set => MrrOf(row.Quality, set))])];
        var table = new TextTable(headers);
        foreach (var row in cells)
            table.Add(row);
        if (table.Width > width)
            WriteTurned(output, ink, headers, cells, width.Value);
        else
            table.Write(output, ink);
        foreach (var line in Legend)
            output.WriteLine(ink.Faint(line));
    }

    /// <summary>As many models beside one another as a terminal has room for.</summary>
    private static void WriteTurned(TextWriter output, Ink ink, string[] headers, string[][] cells, int width)
    {
        for (var first = 0; first < cells.Length;)
        {
            var count = cells.Length - first;
            while (count > 1 && Turned(headers, cells[first..(first + count)]).Width > width)
                count--;
            Turned(headers, cells[first..(first + count)]).Write(output, ink);
            output.WriteLine();
            first += count;
        }
    }

    /// <summary>A model a column, where a terminal has no room for a model a line.</summary>
    private static TextTable Turned(string[] headers, string[][] cells)
    {
        var table = new TextTable([headers[0], .. cells.Select(row => row[0])]);
        for (var column = 1; column < headers.Length; column++)
            table.Add([headers[column], .. cells.Select(row => row[column])]);
        return table;
    }

    private static string VersionText(IReadOnlyList<MeasuredRow> rows) => string.Concat(
        rows.SelectMany(row => row.Speed.Versions ?? new Dictionary<string, string>()).Distinct().Select(version => $", {version.Key} {version.Value}"));

    private static string[] CellsOf(MeasuredRow row)
    {
        var (speed, cost) = (row.Speed, row.Speed.Cost!);
        SpeedFigure[] alone = [.. Lengths.SelectMany(length => speed.Speed!.Where(figure => figure.Texts == length && figure.Batch == 1))];
        SpeedFigure[] best = [.. Lengths.SelectMany(length => speed.Speed!.Where(figure => figure.Texts == length).OrderByDescending(figure => figure.TextsPerSecond).Take(1))];
        return
        [
            Line.Safe(speed.Precision is { } precision ? $"{speed.Model} {speed.Runtime} {precision}" : $"{speed.Model} {speed.Runtime}"),
            speed.Dimension.ToString(CultureInfo.InvariantCulture),
            Seconds(cost.LoadSeconds), Joined(alone, figure => Short(figure.TextsPerSecond)), Joined(alone, figure => Short(figure.TokensPerSecond)),
            Joined(best, figure => $"{Short(figure.TextsPerSecond)} ({figure.Batch})"), Joined(best, figure => Short(figure.TokensPerSecond)),
            Megabytes(cost.PeakMemoryBytes), Megabytes(cost.DiskBytes), Megabytes(row.Quality?.Cost?.IndexBytes), Seconds(row.Quality?.Cost?.TrainingSeconds),
            Cosine(row.CosineToFp32), row.Agreement.Count == 0 ? None : string.Join(' ', row.Agreement.Select(other => $"{Line.Safe(other.Runtime)} {Cosine(other.LowestCosine)}")),
        ];
    }

    private static string MrrOf(MeasuredResult? quality, string set)
    {
        string Of(string ranking) => quality?.Quality?.FirstOrDefault(figure => figure.Set == set && figure.Ranking == ranking) is { } figure
            ? figure.Mrr.Mean.ToString("F3", CultureInfo.InvariantCulture)
            : None;
        return quality is null ? None : $"{Of("vectors")} / {Of("fused")}";
    }

    private static string Joined(SpeedFigure[] figures, Func<SpeedFigure, string> text) => string.Join(" / ", figures.Select(text));

    /// <summary>Three digits are what such a measurement gives.</summary>
    private static string Short(double value) => value switch
    {
        >= 999_500 => (value / 1e6).ToString("G3", CultureInfo.InvariantCulture) + "M",
        >= 999.5 => (value / 1e3).ToString("G3", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("G3", CultureInfo.InvariantCulture),
    };

    private static string Seconds(double? value) => value is not { } seconds ? None
        : seconds < 1 ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    private static string Megabytes(long? bytes) => bytes is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.0} MB") : None;

    private static string Cosine(double? value) => value?.ToString("0.00000", CultureInfo.InvariantCulture) ?? None;

    private static void WriteSkipped(TextWriter output, string title, IReadOnlyList<SkippedRow> rows)
    {
        if (rows.Count == 0)
            return;
        output.WriteLine(title);
        foreach (var row in rows)
        {
            var name = string.Join(' ', new[] { row.Model, row.Runtime, row.Precision }.OfType<string>());
            output.WriteLine(Line.Safe(row.Reason.StartsWith(name, StringComparison.Ordinal) ? $"  {row.Reason}" : $"  {name}: {row.Reason}"));
        }
    }
}
