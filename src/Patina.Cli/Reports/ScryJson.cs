using System.Globalization;
using System.Text.Json;
using Patina.Memory.Chunks;
using Patina.Scry;

namespace Patina.Cli.Reports;

/// <summary>An answer as JSON. The keys are an interface: add, never rename.</summary>
internal static class ScryJson
{
    public static void Write(Utf8JsonWriter json, ScryQuery query, ScryResult result, double milliseconds)
    {
        json.WriteString("query", query.Text);
        json.WriteString("understood_as", Name(result.Kind));
        json.WriteStrings("terms", result.Terms);
        json.WriteNumber("milliseconds", Math.Round(milliseconds, 2));
        if (query.Budget is { } budget)
        {
            SpansReport.WriteJson(json, budget, result.Spans);
            return;
        }

        json.WriteStartArray("hits");
        foreach (var hit in result.Hits)
            WriteHit(json, hit);
        json.WriteEndArray();
    }

    /// <summary>As <c>--kind</c> spells it.</summary>
    public static string Name(ChunkKind kind) => kind switch
    {
        ChunkKind.Code => "code",
        ChunkKind.Commit => "commit",
        ChunkKind.Note => "note",
        _ => "doc",
    };

    public static string Name(QueryKind kind) => kind switch
    {
        QueryKind.Symbol => "symbol",
        QueryKind.History => "history",
        QueryKind.Architecture => "architecture",
        QueryKind.Change => "change",
        _ => "behaviour",
    };

    private static void WriteHit(Utf8JsonWriter json, ScryHit hit)
    {
        var chunk = hit.Chunk;
        json.WriteStartObject();
        json.WriteNumber("rank", hit.Rank);
        json.WriteNumber("score", hit.Score);
        json.WriteString("kind", Name(chunk.Kind));
        if (chunk.Kind == ChunkKind.Commit)
        {
            json.WriteString("commit", chunk.Path);
        }
        else
        {
            json.WriteString("path", chunk.Path);
            json.WriteNumber("start_line", chunk.StartLine);
            json.WriteNumber("end_line", chunk.EndLine);
        }

        json.WriteString("title", chunk.Title);
        json.WriteOptional("symbol", chunk.Symbol);
        json.WriteOptional("session", chunk.Session);
        if (chunk.Timestamp is { } seconds)
            json.WriteString("date", DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteString("snippet", hit.Snippet.Text);
        json.WriteNumber("snippet_line", hit.Snippet.StartLine);
        WriteEvidence(json, hit.Evidence);
        if (hit.Explanation is { } explanation)
            WriteExplanation(json, explanation);
        WriteAlso(json, hit.Also);
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, IReadOnlyList<Evidence> evidence)
    {
        json.WriteStartArray("evidence");
        foreach (var (signal, rank, score, contribution) in evidence)
        {
            json.WriteStartObject();
            json.WriteString("signal", signal);
            json.WriteNumber("rank", rank);
            json.WriteNumber("score", score);
            json.WriteNumber("contribution", contribution);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteExplanation(Utf8JsonWriter json, Explanation explanation)
    {
        WriteNumbers(json, "term_scores", explanation.Terms);
        WriteNumbers(json, "factors", explanation.Factors);
        WriteNumbers(json, "additions", explanation.Additions);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<NamedNumber> numbers)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in numbers)
            json.WriteNumber(key, value);
        json.WriteEndObject();
    }

    private static void WriteAlso(Utf8JsonWriter json, IReadOnlyList<PlaceSpan> also)
    {
        json.WriteStartArray("also");
        foreach (var (start, end, title) in also)
        {
            json.WriteStartObject();
            json.WriteNumber("start_line", start);
            json.WriteNumber("end_line", end);
            json.WriteString("title", title);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
