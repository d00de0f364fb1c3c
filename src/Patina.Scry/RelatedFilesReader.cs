using Patina.Memory.Scraping;
using Patina.Memory.Storage;

namespace Patina.Scry;

/// <summary>Answers "what changes together with this file" from the counts of the history.</summary>
internal static class RelatedFilesReader
{
    private const int EvidencePerFile = 3;
    private const int AllCommits = int.MaxValue;
    private const int Suggestions = 3;

    /// <summary>Files that the temporal projection may add or move.</summary>
    private const int MostExpected = 200;

    /// <exception cref="ScryException"><see cref="ScryError.UnknownFile"/> when the history has no such file, or several.</exception>
    public static RelatedFiles Read(MemoryDatabase memory, string path, int top, Dimensions dimensions)
    {
        using var snapshot = memory.Snapshot();
        var file = Resolve(memory, path);
        return new RelatedFiles(
            file, memory.History.CommitsOf(file, AllCommits).Count,
            [.. Rank(memory, file, top, dimensions).Select(other => new RelatedFile(
                other.Path, other.Together, memory.History.Evidence(file, other.Path, EvidencePerFile), other.Expected))]);
    }

    /// <summary>The files that change together with one file, without the commits that show it.</summary>
    /// <param name="file">As the memory calls it.</param>
    /// <returns>Best first: how often both changed, and the cosine of the temporal projection where it expects the file.</returns>
    public static IReadOnlyList<(string Path, int Together, double? Expected)> Rank(MemoryDatabase memory, string file, int top, Dimensions dimensions)
    {
        var together = memory.History.CoChanged(file, AllCommits).ToDictionary(other => other.Path, other => other.Count);
        var expected = Expected(memory, file, dimensions);
        double most = together.Values.Append(1).Max();
        return
        [
            .. together.Keys.Union(expected.Keys)
                .OrderByDescending(other => (together.GetValueOrDefault(other) / most) + expected.GetValueOrDefault(other))
                .ThenBy(other => other, StringComparer.Ordinal).Take(top)
                .Select(other => (other, together.GetValueOrDefault(other), expected.TryGetValue(other, out var cosine) ? cosine : (double?)null)),
        ];
    }

    /// <summary>The files that the temporal projection puts nearest; none where it is off.</summary>
    private static Dictionary<string, double> Expected(MemoryDatabase memory, string file, Dimensions dimensions) =>
        !dimensions.IsOn("temporal")
            ? []
            : dimensions.NearestToFile("temporal", file, MostExpected)
                .Select(candidate => (memory.Chunks.Find(candidate.Key)?.Path, candidate.Score))
                .Where(other => other.Path is not null && other.Score > 0)
                .ToDictionary(other => other.Path!, other => other.Score);

    public static string Resolve(MemoryDatabase memory, string path)
    {
        path = path.Replace('\\', '/');
        var wanted = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (memory.History.CommitsOf(wanted, 1).Count > 0)
            return wanted;
        var files = new[] { ScrapeKind.Code, ScrapeKind.Docs, ScrapeKind.Notes }.SelectMany(memory.Sources).ToList();
        if (files.Contains(wanted))
            return wanted;
        var matches = files.FindAll(file => file.EndsWith("/" + wanted, StringComparison.Ordinal));
        if (matches.Count == 1)
            return matches[0];
        var name = wanted[(wanted.LastIndexOf('/') + 1)..];
        var near = matches.Count > 1 ? matches : files.FindAll(file => file.Contains(name, StringComparison.OrdinalIgnoreCase));
        var hint = near.Count == 0 ? "Name a file of the project by its path from the root." : $"Did you mean {string.Join(" or ", near.Take(Suggestions))}?";
        throw new ScryException(
            ScryError.UnknownFile, $"{path}: {(matches.Count > 1 ? "several files end so" : "the memory has no such file")}. {hint}");
    }
}
