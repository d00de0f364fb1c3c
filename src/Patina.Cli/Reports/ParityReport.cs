using System.Globalization;
using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Embeddings;
using Patina.Embeddings.Parity;

namespace Patina.Cli.Reports;

/// <summary>How far the runtimes of a model agree, for people and as JSON.</summary>
internal static class ParityReport
{
    public static void WriteText(TextWriter output, Ink ink, string model, IReadOnlyList<ParityPair> pairs)
    {
        foreach (var pair in pairs)
        {
            var line = string.Create(CultureInfo.InvariantCulture,
                $"{model}: {pair.First} and {pair.Second}: cosine {pair.LowestCosine:F6} at the lowest, {pair.MeanCosine:F6} in the mean over {ComparisonTexts.All.Count} texts "
                + $"(at least {ParityPair.Limit}); numbers differ by {pair.LargestDifference:E1} at most");
            output.WriteLine(pair.Passed ? Line.Safe(line) : ink.Warning(Line.Safe(line)));
        }
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, string model, IReadOnlyList<ParityPair> pairs)
    {
        json.WriteString("model", model);
        json.WriteNumber("texts", ComparisonTexts.All.Count);
        json.WriteNumber("limit", ParityPair.Limit);
        json.WriteBoolean("passed", pairs.All(pair => pair.Passed));
        json.WriteStartArray("pairs");
        foreach (var pair in pairs)
        {
            json.WriteStartObject();
            json.WriteString("first", pair.First);
            json.WriteString("second", pair.Second);
            json.WriteNumber("lowest_cosine", Math.Round(pair.LowestCosine, 6));
            json.WriteNumber("mean_cosine", Math.Round(pair.MeanCosine, 6));
            json.WriteNumber("largest_difference", pair.LargestDifference);
            json.WriteBoolean("passed", pair.Passed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
