using System.Text.Json;

namespace Patina.Scry.Benchmarks;

/// <summary>A repository of a code-search set, pinned.</summary>
/// <param name="Root">The folder inside the repository that is indexed; null for all of it.</param>
public sealed record CodeSearchRepository(
    string Name, string Language, string Revision, string? Root, IReadOnlyList<CodeSearchQuery> Queries);

public sealed record CodeSearchQuery(string Text, string Category, IReadOnlyList<CodeSearchTarget> Targets);

/// <summary>A file, or the lines of a file, that answer.</summary>
public readonly record struct CodeSearchTarget(string Path, int? StartLine, int? EndLine)
{
    /// <summary>Equal paths, or one ends with "/" and the other; and overlapping lines where the target has any.</summary>
    public bool Matches(string path, int startLine, int endLine) =>
        SamePath(path, Path) && (StartLine is null || (startLine <= EndLine && endLine >= StartLine));

    private static bool SamePath(string a, string b) =>
        a == b || a.EndsWith("/" + b, StringComparison.Ordinal) || b.EndsWith("/" + a, StringComparison.Ordinal);

    public override string ToString() => StartLine is null ? Path : $"{Path}:{StartLine}-{EndLine}";
}

/// <summary>A set laid out as <c>repos.json</c> and <c>annotations/NAME.json</c> (the public benchmark of MinishLab/semble).</summary>
public sealed record CodeSearchSet(IReadOnlyList<CodeSearchRepository> Repositories)
{
    /// <param name="only">Names to keep; empty for all.</param>
    public static CodeSearchSet Load(string folder, IReadOnlyCollection<string> only)
    {
        var repositories = Read(Path.Combine(folder, "repos.json"), root => root.EnumerateArray()
            .Select(repository => (
                Name: JsonFields.String(repository, "name"),
                Language: JsonFields.String(repository, "language"),
                Revision: JsonFields.String(repository, "revision"),
                Root: JsonFields.OptionalString(repository, "benchmark_root")))
            .ToList());
        var unknown = only.Except(repositories.Select(repository => repository.Name)).ToList();
        if (unknown.Count > 0)
            throw new ScryException(ScryError.BadQuerySet, $"{folder}/repos.json has no repository '{unknown[0]}'.");
        return new CodeSearchSet([.. repositories
            .Where(repository => only.Count == 0 || only.Contains(repository.Name))
            .Select(repository => new CodeSearchRepository(
                repository.Name, repository.Language, repository.Revision, repository.Root,
                Read(Path.Combine(folder, "annotations", repository.Name + ".json"), ReadQueries)))]);
    }

    private static List<CodeSearchQuery> ReadQueries(JsonElement root) => [.. root.EnumerateArray().Select(query =>
    {
        var text = JsonFields.String(query, "query");
        return new CodeSearchQuery(
            text,
            JsonFields.OptionalString(query, "category") ?? CategoryOf(text),
            [.. JsonFields.Array(query, "relevant").Concat(JsonFields.OptionalArray(query, "secondary")).Select(ReadTarget)]);
    })];

    private static string CategoryOf(string query) =>
        !query.Contains(' ') ? "symbol" : query.StartsWith("how", StringComparison.OrdinalIgnoreCase) ? "architecture" : "semantic";

    private static CodeSearchTarget ReadTarget(JsonElement target) => target.ValueKind == JsonValueKind.String
        ? new CodeSearchTarget(target.GetString()!, null, null)
        : new CodeSearchTarget(
            JsonFields.String(target, "path"),
            JsonFields.OptionalInt(target, "start_line"),
            JsonFields.OptionalInt(target, "end_line"));

    private static T Read<T>(string path, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return read(json.RootElement);
        }
        catch (Exception e) when (e is IOException or JsonException or FormatException or InvalidOperationException)
        {
            throw new ScryException(ScryError.BadQuerySet, $"{path}: {e.Message}", e);
        }
    }
}
