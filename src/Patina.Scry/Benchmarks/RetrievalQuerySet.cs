using System.Text.Json;

namespace Patina.Scry.Benchmarks;

/// <summary>One question of a query set and what counts as its answer.</summary>
/// <param name="RelevantDocs">Paths, session ids, commit hashes or document names.</param>
/// <param name="Keywords">Where <paramref name="RelevantDocs"/> is empty: words one of which the answer's place must contain.</param>
/// <param name="SourceCommit">The commit whose subject the question is; it must not answer.</param>
public sealed record RetrievalQuery(
    string Id, string Text, IReadOnlyList<string> RelevantDocs, IReadOnlyList<string> Keywords, string? SourceCommit);

/// <summary>
/// The query sets of the Rust tool: <c>{name, queries: [{id, query, relevant_docs, relevant, source_commit}]}</c>.
/// </summary>
public sealed record RetrievalQuerySet(string Name, IReadOnlyList<RetrievalQuery> Queries)
{
    private const long MaxFileBytes = 64 << 20;

    public static RetrievalQuerySet Load(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new ScryException(ScryError.BadQuerySet, $"{path}: no such query set.");
        if (file.Length > MaxFileBytes)
            throw new ScryException(ScryError.BadQuerySet, $"{path}: {file.Length:N0} bytes; a query set may have {MaxFileBytes:N0}.");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            var name = JsonFields.OptionalString(root, "name") ?? Path.GetFileNameWithoutExtension(path);
            var queries = JsonFields.Array(root, "queries").Select(ReadQuery).ToList();
            return new RetrievalQuerySet(name, queries);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new ScryException(
                ScryError.BadQuerySet,
                $"{path}: {e.Message} Expected {{\"queries\": [{{\"id\", \"query\", \"relevant_docs\": [...]}}]}}.", e);
        }
    }

    private static RetrievalQuery ReadQuery(JsonElement query, int index) => new(
        JsonFields.OptionalString(query, "id") ?? $"#{index + 1}",
        JsonFields.String(query, "query"),
        JsonFields.Strings(query, "relevant_docs"),
        JsonFields.Strings(query, "relevant"),
        JsonFields.OptionalString(query, "source_commit"));
}
