using Patina.Memory.Chunks;
using Patina.Memory.Lexical;
using Patina.Memory.Storage.Reading;

namespace Patina.Scry.Ranking;

/// <summary>
/// Chunks in which the question stands word for word: a pasted message, a remembered sentence. The shorter the question, the
/// less that means, because two or three words meet by chance.
/// </summary>
internal sealed class QuoteSignal(TextSearch search)
{
    private const int MinTerms = 3;
    private const int FullTerms = 6;
    private const int MaxTerms = 64;
    private const int MaxChunks = 100;

    /// <summary>How much a quote of this question says, from 0 to 1.</summary>
    public static double Weight(string question) =>
        Math.Clamp((LexicalAnalyzer.FirstTerms(question, FullTerms).Count - MinTerms + 1.0) / (FullTerms - MinTerms + 1), 0, 1);

    /// <returns>The chunks, each with the score 1.</returns>
    public IReadOnlyList<(ChunkKey Key, double Score)> Find(string question, ChunkFilter? filter)
    {
        var terms = LexicalAnalyzer.FirstTerms(question, MaxTerms);
        return terms.Count < MinTerms
            ? []
            : [.. search.Search(LexicalAnalyzer.ToFtsPhrase(terms), RankingWeights.FieldWeights, MaxChunks, filter).Select(hit => (hit.Key, 1.0))];
    }
}
