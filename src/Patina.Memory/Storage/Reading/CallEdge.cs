using Patina.Memory.Chunks;

namespace Patina.Memory.Storage.Reading;

/// <summary>One chunk calls another.</summary>
/// <param name="Caller">The chunk that holds the calling definition's first line.</param>
/// <param name="Callee">The chunk that holds the called definition's first line.</param>
public readonly record struct CallEdge(ChunkKey Caller, ChunkKey Callee);
