using Patina.Memory.Chunks;

namespace Patina.Memory.Storage.Reading;

/// <param name="Score">BM25, positive; larger is better.</param>
public readonly record struct TextHit(ChunkKey Key, double Score);
