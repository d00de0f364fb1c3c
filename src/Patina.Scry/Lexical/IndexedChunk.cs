using Patina.Memory.Chunks;

namespace Patina.Scry.Lexical;

/// <summary>What ranking needs to know of a chunk.</summary>
/// <param name="Place">Number of its file, commit or note in the index; chunks of one place follow each other.</param>
internal readonly record struct IndexedChunk(ChunkKey Key, ChunkKind Kind, int Place, int StartLine, int EndLine);
