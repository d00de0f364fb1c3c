using Patina.Memory.Chunks;
using Patina.Oxidize.Artifacts;

namespace Patina.Oxidize.Units;

/// <summary>
/// The things that a vector space holds: chunks of some kinds, or whole files. A file has a key of its own that is used
/// wherever a chunk's is. Not thread-safe.
/// </summary>
internal interface IUnits
{
    /// <summary>By key and content, in ascending order of keys: what an index of them is made from.</summary>
    ChunkList List { get; }

    int Dimension { get; }

    /// <param name="vectors">Receives the raw vector of each key, [keys × dimension].</param>
    void Read(IReadOnlyList<ChunkKey> keys, Span<float> vectors);
}
