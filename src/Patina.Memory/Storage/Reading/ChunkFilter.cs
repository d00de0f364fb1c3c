using Patina.Memory.Chunks;
using Patina.Memory.Paths;

namespace Patina.Memory.Storage.Reading;

/// <summary>Which chunks a search may return.</summary>
/// <param name="Kind">Null for all kinds.</param>
/// <param name="Path">Null for all paths.</param>
public sealed record ChunkFilter(ChunkKind? Kind = null, PathGlob? Path = null)
{
    public bool Admits(ChunkKind kind, string path) =>
        (Kind is null || Kind == kind) && (Path is null || Path.Matches(path));
}
