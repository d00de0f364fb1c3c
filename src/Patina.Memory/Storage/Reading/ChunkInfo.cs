using Patina.Memory.Chunks;

namespace Patina.Memory.Storage.Reading;

/// <summary>A chunk without its text.</summary>
/// <param name="StartLine">Counted from 1; 0 for a commit.</param>
/// <param name="Hash">SHA-256 of head and text: what the embedding cache goes by.</param>
public readonly record struct ChunkInfo(ChunkKey Key, ChunkKind Kind, string Path, int StartLine, byte[] Hash);
