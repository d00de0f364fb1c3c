using Patina.Memory.Chunks;
using Patina.Oxidize.Artifacts;

namespace Patina.Oxidize.Units;

/// <summary>A file as one thing.</summary>
/// <param name="Key">Made from path and content, so that an edited file is a new unit, as an edited chunk is a new chunk.</param>
/// <param name="Content">Digest of the contents of its chunks.</param>
/// <param name="Chunks">In the order of its lines; at least one.</param>
internal sealed record FileUnit(ChunkKey Key, CacheKey Content, string Path, IReadOnlyList<ChunkKey> Chunks);
