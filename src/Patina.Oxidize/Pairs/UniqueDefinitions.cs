using Patina.Memory.Chunks;
using Patina.Memory.Storage.Reading;

namespace Patina.Oxidize.Pairs;

/// <summary>Definitions whose name no other has in the project, so that whoever says the name means them.</summary>
internal sealed class UniqueDefinitions
{
    /// <summary>Shorter names are too often words of the language or of prose.</summary>
    private const int ShortestName = 4;

    private readonly Dictionary<string, ChunkKey> _chunks;

    public UniqueDefinitions(IEnumerable<Symbol> symbols, Func<Symbol, bool> wanted) => _chunks = symbols
        .GroupBy(symbol => symbol.Name, StringComparer.Ordinal)
        .Where(named => named.Key.Length >= ShortestName && named.Select(symbol => symbol.Chunk).Distinct().Count() == 1 && wanted(named.First()))
        .ToDictionary(named => named.Key, named => named.First().Chunk, StringComparer.Ordinal);

    /// <summary>The chunk of the definition; null where none or several have the name.</summary>
    public ChunkKey? Find(string name) => _chunks.TryGetValue(name, out var chunk) ? chunk : null;

    /// <inheritdoc cref="Find(string)"/>
    public ChunkKey? Find(ReadOnlySpan<char> name) =>
        _chunks.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var chunk) ? chunk : null;
}
