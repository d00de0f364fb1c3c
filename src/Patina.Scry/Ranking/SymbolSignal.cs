using Patina.Memory.Chunks;
using Patina.Memory.Storage.Reading;

namespace Patina.Scry.Ranking;

/// <summary>Definitions that bear the names in a question.</summary>
internal sealed class SymbolSignal(SymbolReader symbols)
{
    private const int MaxDefinitionsPerName = 50;

    /// <summary>A name in another case is a weaker hit: <c>Config</c> for <c>config</c>.</summary>
    private const double OtherCase = 0.7;

    /// <returns>Chunks that hold a definition so named; an exact name scores 1.</returns>
    public IReadOnlyDictionary<ChunkKey, double> Find(QueryAnalysis query)
    {
        var found = new Dictionary<ChunkKey, double>();
        foreach (var name in query.Identifiers)
        {
            foreach (var symbol in symbols.Qualified(name).Take(MaxDefinitionsPerName))
            {
                var score = name.EndsWith(symbol.Name, StringComparison.Ordinal) ? 1 : OtherCase;
                found[symbol.Chunk] = Math.Max(found.GetValueOrDefault(symbol.Chunk), score);
            }
        }

        return found;
    }
}
