using System.Globalization;
using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Scry.Benchmarks;

namespace Patina.Cli.Reports;

/// <summary>How well functions are found by their comments, for people and as JSON.</summary>
internal static class FunctionBenchmarkReport
{
    public static void Write(Terminal terminal, IReadOnlyList<FunctionResult> results)
    {
        var output = terminal.Out;
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-24} {1,9} {2,8}  {3,-13} {4,-13} {5,-13}", "MRR@10 / recall@10", "functions", "queries", "words", "vectors", "fused"));
        foreach (var result in results)
        {
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-24} {1,9:N0} {2,8:N0}  {3,-13} {4,-13} {5,-13}",
                Line.Safe(result.Repository), result.Functions, result.Queries, Show(result.Words), Show(result.Vectors), Show(result.Fused)));
        }
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-24} {1,9} {2,8}  {3,-13} {4,-13} {5,-13}", "mean", "", "",
            Show(Mean(results, row => row.Words)), Show(Mean(results, row => row.Vectors)), Show(Mean(results, row => row.Fused))));
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, string model, IReadOnlyList<FunctionResult> results)
    {
        json.WriteString("model", model);
        json.WriteStartArray("repositories");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("name", result.Repository);
            json.WriteNumber("functions", result.Functions);
            json.WriteNumber("queries", result.Queries);
            WriteFigures(json, result.Words, result.Vectors, result.Fused);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("mean");
        WriteFigures(json, Mean(results, row => row.Words), Mean(results, row => row.Vectors), Mean(results, row => row.Fused));
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, RetrievalFigures words, RetrievalFigures vectors, RetrievalFigures fused)
    {
        foreach (var (name, figures) in (ReadOnlySpan<(string, RetrievalFigures)>)[("words", words), ("vectors", vectors), ("fused", fused)])
        {
            json.WriteStartObject(name);
            json.WriteNumber("mrr_at_10", figures.ReciprocalRank);
            json.WriteNumber("recall_at_10", figures.Recall);
            json.WriteEndObject();
        }
    }

    private static RetrievalFigures Mean(IReadOnlyList<FunctionResult> results, Func<FunctionResult, RetrievalFigures> part) => new(
        results.Average(row => part(row).ReciprocalRank), results.Average(row => part(row).Recall));

    private static string Show(RetrievalFigures figures) => string.Create(CultureInfo.InvariantCulture, $"{figures.ReciprocalRank:.000}/{figures.Recall:.000}");
}
