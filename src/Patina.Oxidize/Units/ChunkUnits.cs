using Patina.Memory.Chunks;
using Patina.Oxidize.Artifacts;

namespace Patina.Oxidize.Units;

/// <summary>Chunks, with the vectors that the model made of them.</summary>
/// <param name="chunks">Those of the space, of all that there are.</param>
internal sealed class ChunkUnits(ChunkList chunks, ChunkVectors vectors) : IUnits
{
    public ChunkList List => chunks;

    public int Dimension => vectors.Dimension;

    public void Read(IReadOnlyList<ChunkKey> keys, Span<float> room) => vectors.Read(keys, room);
}
