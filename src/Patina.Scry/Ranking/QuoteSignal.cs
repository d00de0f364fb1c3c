using Patina.Memory.Chunks;
using Patina.Memory.Lexical;
using Patina.Memory.Storage.Reading;
using Patina.Scry.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>
/// Chunks in which the question stands word for word: a pasted message, a remembered sentence. The shorter the question, the
/// less that means, because two or three words meet by chance.
/// </summary>
internal sealed class QuoteSignal(ChunkReader chunks)
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
        var wanted = TermsOf(question, MaxTerms);
        foreach (var row in rows.Take(MaxChunks))
        {
            if (chunks.FindText(keys[row]) is { } chunk
                && (Contains(TermsOf(chunk.Text), wanted) || Contains(TermsOf(chunk.Head), wanted)))
            {
                scores[row] = 1;
            }
        }
    }

    private static ulong[] TermsOf(string text, int limit = int.MaxValue)
    {
        var sink = new Hashes([], limit);
        LexicalAnalyzer.Scan(text, ref sink);
        return [.. sink.Terms];
    }

    private static bool Contains(ReadOnlySpan<ulong> text, ReadOnlySpan<ulong> wanted) => text.IndexOf(wanted) >= 0;

    private readonly struct Hashes(List<ulong> terms, int limit) : ITermSink
    {
        public List<ulong> Terms => terms;

        public bool Add(ReadOnlySpan<char> term)
        {
            terms.Add(TermHash.Of(term));
            return terms.Count < limit;
        }
    }
}
