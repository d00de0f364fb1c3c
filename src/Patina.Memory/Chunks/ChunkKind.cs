namespace Patina.Memory.Chunks;

/// <summary>What a chunk is a piece of. The values are stored in the database.</summary>
public enum ChunkKind
{
    Code = 0,
    Commit = 1,
    Note = 2,
    Doc = 3,
}
