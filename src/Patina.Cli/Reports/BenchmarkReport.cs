using System.Globalization;
using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Scry.Benchmarks;

namespace Patina.Cli.Reports;

/// <summary>The scores of a benchmark, for people and as JSON.</summary>
internal static class BenchmarkReport
{
    /// <param name="verbose">Adds each query with what came back.</param>
    public static void Write(Terminal terminal, BenchmarkResult result, bool asJson, bool verbose)
    {
        if (asJson)
            JsonOutput.Write(terminal, json => WriteJson(json, result, verbose));
        else
            WriteText(terminal.Out, terminal.Ink, result, verbose);
    }

    public static void WriteText(TextWriter output, Ink ink, BenchmarkResult result, bool verbose)
    {
        if (verbose)
        {
            foreach (var outcome in result.Outcomes)
                WriteOutcome(output, ink, outcome);
        }

        var table = new TextTable(result.Name, "queries", "MRR", "recall@5", "recall@10", "nDCG@10");
        foreach (var (name, scores) in result.PerGroup)
            AddRow(table, name, scores);
        foreach (var (name, scores) in result.PerCategory)
            AddRow(table, name, scores);
        AddRow(table, "all", result.Scores);
        if (result.Loose is { } loose)
            AddRow(table, "all, loose matching", loose);
        table.Write(output, ink);
        if (result.Ablations.Count > 0)
            WriteAblations(output, ink, result);
        foreach (var (tokens, recall) in result.Budgets)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Recall within {tokens} tokens {recall:F3}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Latency p50 {result.LatencyP50:F1} ms, p95 {result.LatencyP95:F1} ms"));
        if (result.IndexMilliseconds > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Indexing {result.IndexMilliseconds / 1000:F1} s"));
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, BenchmarkResult result, bool verbose)
    {
        json.WriteString("name", result.Name);
        WriteScores(json, result.Scores);
        json.WriteNumber("latency_p50_ms", Math.Round(result.LatencyP50, 3));
        json.WriteNumber("latency_p95_ms", Math.Round(result.LatencyP95, 3));
        json.WriteNumber("index_ms", Math.Round(result.IndexMilliseconds, 1));
        if (result.Loose is { } loose)
            WriteScores(json, "loose", loose);
        WriteParts(json, "per_repo", result.PerGroup);
        WriteParts(json, "per_category", result.PerCategory);
        if (result.Ablations.Count > 0)
            WriteAblations(json, result.Ablations);
        if (result.Budgets.Count > 0)
            WriteBudgets(json, result.Budgets);
        if (verbose)
            WriteOutcomes(json, result.Outcomes);
    }

    private static void AddRow(TextTable table, string name, BenchmarkScores scores) => table.Add(
        name, scores.Queries.ToString(CultureInfo.InvariantCulture),
        Score(scores.Mrr), Score(scores.RecallAt5), Score(scores.RecallAt10), Score(scores.NdcgAt10));

    private static string Score(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private static void WriteOutcome(TextWriter output, Ink ink, QueryOutcome outcome)
    {
        var best = outcome.Ranks.Min();
        var rank = best is { } found ? ink.Good($"#{found.ToString(CultureInfo.InvariantCulture)}") : ink.Bad("not found");
        output.WriteLine($"{ink.Strong(Line.Safe(outcome.Id))}  {Line.Safe(outcome.Text)}  {rank}"
            + ink.Faint(string.Create(CultureInfo.InvariantCulture, $"  {outcome.Milliseconds:F1} ms")));
        for (var i = 0; i < outcome.Relevant.Count; i++)
        {
            var at = outcome.Ranks[i] is { } place ? $"#{place.ToString(CultureInfo.InvariantCulture)}" : "-";
            output.WriteLine($"    wanted {at,4}  {Line.Safe(outcome.Relevant[i])}");
        }

        for (var i = 0; i < outcome.Returned.Count; i++)
            output.WriteLine(ink.Faint(string.Create(CultureInfo.InvariantCulture, $"    {i + 1,8}.  {Line.Safe(outcome.Returned[i])}")));
        output.WriteLine();
    }

    private static void WriteScores(Utf8JsonWriter json, BenchmarkScores scores)
    {
        json.WriteNumber("queries", scores.Queries);
        json.WriteNumber("mrr", Math.Round(scores.Mrr, 6));
        json.WriteNumber("recall_at_5", Math.Round(scores.RecallAt5, 6));
        json.WriteNumber("recall_at_10", Math.Round(scores.RecallAt10, 6));
        json.WriteNumber("ndcg_at_10", Math.Round(scores.NdcgAt10, 6));
    }

    private static void WriteScores(Utf8JsonWriter json, string name, BenchmarkScores scores)
    {
        json.WriteStartObject(name);
        WriteScores(json, scores);
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, string name, IEnumerable<(string Key, BenchmarkScores Scores)> parts)
    {
        json.WriteStartObject(name);
        foreach (var (key, scores) in parts)
            WriteScores(json, key, scores);
        json.WriteEndObject();
    }

    private static void WriteAblations(TextWriter output, Ink ink, BenchmarkResult result)
    {
        var table = new TextTable("without", "nDCG@10", "difference", "it helps", "it hurts");
        foreach (var (without, scores, better, worse) in result.Ablations)
        {
            table.Add(
                without, Score(scores.NdcgAt10), (scores.NdcgAt10 - result.Scores.NdcgAt10).ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture),
                $"{better.ToString(CultureInfo.InvariantCulture)} groups", $"{worse.ToString(CultureInfo.InvariantCulture)} groups");
        }

        output.WriteLine();
        table.Write(output, ink);
    }

    private static void WriteAblations(Utf8JsonWriter json, IReadOnlyList<AblationScores> ablations)
    {
        json.WriteStartObject("without");
        foreach (var (without, scores, better, worse) in ablations)
        {
            json.WriteStartObject(without);
            WriteScores(json, scores);
            json.WriteNumber("groups_it_helps", better);
            json.WriteNumber("groups_it_hurts", worse);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteBudgets(Utf8JsonWriter json, IReadOnlyList<BudgetRecall> budgets)
    {
        json.WriteStartObject("recall_within_tokens");
        foreach (var (tokens, recall) in budgets)
            json.WriteNumber(tokens.ToString(CultureInfo.InvariantCulture), Math.Round(recall, 6));
        json.WriteEndObject();
    }

    private static void WriteOutcomes(Utf8JsonWriter json, IReadOnlyList<QueryOutcome> outcomes)
    {
        json.WriteStartArray("outcomes");
        foreach (var outcome in outcomes)
        {
            json.WriteStartObject();
            json.WriteString("id", outcome.Id);
            json.WriteString("query", outcome.Text);
            json.WriteStrings("relevant", outcome.Relevant);
            json.WriteStartArray("ranks");
            foreach (var rank in outcome.Ranks)
            {
                if (rank is { } found)
                    json.WriteNumberValue(found);
                else
                    json.WriteNullValue();
            }

            json.WriteEndArray();
            json.WriteStrings("returned", outcome.Returned);
            json.WriteNumber("milliseconds", Math.Round(outcome.Milliseconds, 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
