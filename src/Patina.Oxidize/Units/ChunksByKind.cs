using Patina.Memory.Chunks;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Pairs;

namespace Patina.Oxidize.Units;

/// <summary>The chunks of a project, by their kinds.</summary>
/// <param name="all">Of the memory.</param>
internal sealed class ChunksByKind(ChunkList all, ProjectRelations relations)
{
    public ChunkList All => all;

    public ChunkList Of(IReadOnlyList<ChunkKind> kinds) => new(all.Entries.Where(entry => kinds.Contains(relations.KindOf(entry.Chunk))));
}
