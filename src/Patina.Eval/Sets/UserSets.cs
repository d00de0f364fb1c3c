using System.Security.Cryptography;
using System.Text;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Scry.Benchmarks;

namespace Patina.Eval.Sets;

/// <summary>The query sets that a project keeps itself, in the format of <c>bench retrieval</c>: <c>.patina/queries/*.json</c>.</summary>
internal static class UserSets
{
    private const int MostFiles = 50;
    private const int MostQueries = 1000;
    private const int ShortestHash = 7;

    private static readonly HashSet<ChunkKind> Everything = [.. Enum.GetValues<ChunkKind>()];

    public static IReadOnlyList<RetrievalQuerySet> Load(ProjectLayout layout) => [.. Files(layout).Select(RetrievalQuerySet.Load)];

    /// <summary>Changes with the text of any of the sets.</summary>
    public static string DigestOf(ProjectLayout layout)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Files(layout))
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(path)}\n"));
            using var file = File.OpenRead(path);
            digest.AppendData(SHA256.HashData(file));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static IEnumerable<string> Files(ProjectLayout layout) =>
        Path.Combine(layout.PatinaFolder, "queries") is var folder && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Take(MostFiles)
            : [];

    /// <summary>Finds what a set means in a memory; a query of which nothing is there has no answer and is left out.</summary>
    public static QuerySet Of(RetrievalQuerySet set, MemoryDatabase memory)
    {
        var chunks = memory.Chunks.All().Select(chunk => (chunk.Kind, chunk.Path, chunk.Session, chunk.Key)).ToList();
        var sources = set.Queries.Select(query => query.SourceCommit).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var own = chunks.Where(chunk => chunk.Kind == ChunkKind.Commit && sources.Contains(chunk.Path)).Select(chunk => chunk.Key).ToHashSet();
        var queries = set.Queries.Take(MostQueries)
            .Where(query => !string.IsNullOrWhiteSpace(query.Text))
            .Select(query => new EvalQuery(
                query.SourceCommit ?? query.Id, query.Text,
                [.. chunks.Where(chunk => IsMeant(chunk.Kind, chunk.Path, chunk.Session, query)).Select(chunk => new EvalTarget(chunk.Path)).Distinct()])
            {
                Ignored = own,
            })
            .Where(query => query.Relevant.Count > 0);
        return new QuerySet(set.Name, $"queries of {set.Name}", Everything, [.. queries]);
    }

    private static bool IsMeant(ChunkKind kind, string path, string? session, RetrievalQuery query)
    {
        if (query.RelevantDocs.Count == 0)
            return query.Keywords.Any(word => word.Length > 0 && path.Contains(word, StringComparison.OrdinalIgnoreCase));
        return query.RelevantDocs.Select(wanted => wanted.StartsWith("./", StringComparison.Ordinal) ? wanted[2..] : wanted).Any(wanted => kind switch
        {
            ChunkKind.Commit => wanted.Length >= ShortestHash && path.StartsWith(wanted, StringComparison.Ordinal),
            ChunkKind.Note => wanted == path || wanted == session,
            ChunkKind.Doc => wanted == path || wanted == Path.GetFileNameWithoutExtension(path),
            _ => wanted == path,
        });
    }
}
