using Patina.Memory.Chunks;
using Patina.Memory.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>
/// Chunks in which the question stands word for word: a pasted message, a remembered sentence. The shorter the question, the
/// less that means, because two or three words meet by chance.
/// </summary>
internal sealed class QuoteSignal(ChunkTerms chunks)
{
    private const int MinTerms = 3;
    private const int FullTerms = 6;
    private const int MaxTerms = 64;

    /// <summary>Chunks that are read through.</summary>
    private const int MaxChunks = 50;

    /// <summary>How much a quote of this question says, from 0 to 1.</summary>
    public static double Weight(string question) =>
        Math.Clamp((LexicalAnalyzer.FirstTerms(question, FullTerms).Count - MinTerms + 1.0) / (FullTerms - MinTerms + 1), 0, 1);

    /// <summary>Gives the score 1 to the candidates that quote the question.</summary>
    /// <param name="rows">Those that may.</param>
    public void Score(string question, IEnumerable<int> rows, IReadOnlyList<ChunkKey> keys, Span<float> scores)
    {
        var wanted = ChunkTerms.Of(question, MaxTerms);
        foreach (var row in rows.Take(MaxChunks))
        {
            var (head, text) = chunks.Of(keys[row]);
            if (Contains(text, wanted) || Contains(head, wanted))
                scores[row] = 1;
        }
    }

    private static bool Contains(ReadOnlySpan<ulong> text, ReadOnlySpan<ulong> wanted) => text.IndexOf(wanted) >= 0;
}
