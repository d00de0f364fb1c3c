using Patina.Memory.Chunks;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Projections;

namespace Patina.Oxidize.Units;

/// <summary>What each space of a project holds.</summary>
internal sealed class SpaceUnits(ChunkList chunks, ChunkVectors vectors, ProjectRelations relations)
{
    public IUnits Of(ProjectionTask task) => task.Files
        ? new FileUnits(relations.Files, vectors)
        : new ChunkUnits(OfKinds(task.Kinds), vectors);

    /// <summary>The chunks of some kinds.</summary>
    public ChunkList OfKinds(IReadOnlyList<ChunkKind> kinds) =>
        new(chunks.Entries.Where(entry => kinds.Contains(relations.KindOf(entry.Chunk))));
}
