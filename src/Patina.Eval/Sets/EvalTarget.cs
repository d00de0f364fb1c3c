using Patina.Memory.Chunks;

namespace Patina.Eval.Sets;

/// <summary>What should be found.</summary>
/// <param name="Path">A file, or the hash of a commit.</param>
/// <param name="Chunk">The very piece of it; null where any will do.</param>
public readonly record struct EvalTarget(string Path, ChunkKey? Chunk = null);
