using System.Globalization;
using System.Text.Json;
using Patina.Cli.Models;
using Patina.Cli.Terminals;
using Patina.Embeddings;

namespace Patina.Cli.Reports;

/// <summary>What was exported, for people and as JSON.</summary>
internal static class ModelExportReport
{
    public static void WriteText(TextWriter output, ModelExport export)
    {
        var graph = export.Graph;
        output.WriteLine(Line.Safe(string.Create(
            CultureInfo.InvariantCulture,
            $"{export.Model}: {Precisions.WordOf(graph.Precision)}, {Result(export)}, {BytesOf(export) / 1e6:N1} MB in {export.Folder}, written in {export.Time.TotalSeconds:F1} s")));
        if (export.Agreement is { } agreement)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"cosine to 32-bit weights over {ComparisonTexts.All.Count} texts: lowest {agreement.LowestCosine:F5}, mean {agreement.MeanCosine:F5}"));
        }
        else if (export.NotCompared is { } reason)
        {
            output.WriteLine(Line.Safe($"not compared with 32-bit weights: {reason}"));
        }
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, ModelExport export)
    {
        json.WriteString("model", export.Model);
        json.WriteString("folder", export.Folder);
        json.WriteString("precision", Precisions.WordOf(export.Graph.Precision));
        json.WriteOptional("pooling", export.Graph.Pooling?.ToString().ToLowerInvariant());
        json.WriteNumber("layer", export.Graph.Layer);
        json.WriteNumber("dimension", export.Dimension);
        json.WriteNumber("bytes", BytesOf(export));
        json.WriteNumber("seconds", Math.Round(export.Time.TotalSeconds, 3));
        json.WriteStartObject("files");
        foreach (var (name, bytes) in export.Files)
            json.WriteNumber(name, bytes);
        json.WriteEndObject();
        if (export.Agreement is { } agreement)
        {
            json.WriteStartObject("cosine");
            json.WriteNumber("lowest", agreement.LowestCosine);
            json.WriteNumber("mean", agreement.MeanCosine);
            json.WriteNumber("texts", ComparisonTexts.All.Count);
            json.WriteEndObject();
        }

        json.WriteOptional("not_compared", export.NotCompared);
    }

    private static string Result(ModelExport export) =>
        export.Graph.Pooling is { } pooling
            ? string.Create(CultureInfo.InvariantCulture, $"{export.Dimension} numbers a text ({pooling.ToString().ToLowerInvariant()})")
            : string.Create(CultureInfo.InvariantCulture, $"{export.Dimension} numbers a token");

    private static long BytesOf(ModelExport export) => export.Files.Sum(file => file.Bytes);
}
