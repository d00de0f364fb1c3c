using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Projections;

namespace Patina.Oxidize.Units;

/// <summary>What each space of a project holds.</summary>
internal sealed class SpaceUnits(ChunksByKind chunks, ChunkVectors vectors, ProjectRelations relations)
{
    public IUnits Of(ProjectionTask task) => task.Files
        ? new FileUnits(relations.Files, vectors)
        : new ChunkUnits(chunks.Of(task.Kinds), vectors);
}
