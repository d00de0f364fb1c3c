using Patina.Memory.Chunks;

namespace Patina.Scry.Benchmarks;

/// <summary>Whether a hit is what a query set calls relevant.</summary>
internal static class HitMatching
{
    private const int ShortestHash = 7;

    /// <summary>
    /// The same thing: equal paths, the same session, a commit's hash or at least seven of its digits, or a document
    /// called by its file's name without extension.
    /// </summary>
    public static bool IsStrict(ScryHit hit, string relevant)
    {
        var chunk = hit.Chunk;
        var wanted = relevant.StartsWith("./", StringComparison.Ordinal) ? relevant[2..] : relevant;
        return chunk.Kind switch
        {
            ChunkKind.Commit => wanted.Length >= ShortestHash && chunk.Path.StartsWith(wanted, StringComparison.Ordinal),
            ChunkKind.Note => wanted == chunk.Path || wanted == chunk.Session,
            ChunkKind.Doc => wanted == chunk.Path || wanted == Path.GetFileNameWithoutExtension(chunk.Path),
            _ => wanted == chunk.Path,
        };
    }

    /// <summary>The Rust tool's rule: one of the two ids contains the other. Generous: a short id matches much.</summary>
    public static bool IsLoose(ScryHit hit, string relevant)
    {
        var id = DocumentId(hit.Chunk);
        return id.Contains(relevant, StringComparison.Ordinal) || relevant.Contains(id, StringComparison.Ordinal);
    }

    /// <summary>Whether the place of the hit contains the keyword, in any case.</summary>
    public static bool ContainsKeyword(ScryHit hit, string keyword) =>
        DocumentId(hit.Chunk).Contains(keyword, StringComparison.OrdinalIgnoreCase);

    private static string DocumentId(Chunk chunk) => chunk switch
    {
        { Kind: ChunkKind.Code, Symbol: { } symbol } => $"./{chunk.Path}::{symbol}",
        { Kind: ChunkKind.Code } => $"./{chunk.Path}",
        { Kind: ChunkKind.Note, Session: { } session } => session,
        { Kind: ChunkKind.Doc } => Path.GetFileNameWithoutExtension(chunk.Path),
        _ => chunk.Path,
    };
}
