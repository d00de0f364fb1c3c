using Patina.Memory.Chunks;

namespace Patina.Oxidize.Artifacts;

/// <param name="Added">Chunks that are new.</param>
/// <param name="Removed">Chunks that are gone.</param>
/// <param name="Rewritten">Chunks that kept their key but are embedded from another text: their vectors cannot be exchanged in place.</param>
internal sealed record ChunkChanges(IReadOnlyList<ChunkKey> Added, IReadOnlyList<ChunkKey> Removed, int Rewritten)
{
    public bool IsEmpty => Added.Count == 0 && Removed.Count == 0 && Rewritten == 0;
}
