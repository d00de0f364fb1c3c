using Patina.Memory.Chunks;

namespace Patina.Scry.Ranking;

/// <summary>
/// Chunks in which words that are neighbours in the question are neighbours too. Reads the best candidates through. Notes and documents
/// stand for themselves. Among code neighbours only mislead, so it keeps its order and rises as a whole by what the best of it has.
/// </summary>
internal sealed class AdjacentSignal(ChunkTerms chunks)
{
    /// <summary>Candidates that are read through: more changed nothing.</summary>
    private const int MaxChunks = 25;

    /// <param name="signals">What is known of the candidates; those that it puts first are read.</param>
    /// <param name="keys">Of the candidates.</param>
    /// <param name="isCode">Whether a candidate is code.</param>
    /// <returns>
    /// For each candidate the share of the pairs of words that it has, from 0 to 1, 0 where it was not read and for code; and what share of
    /// the best code's sum the best share in code is.
    /// </returns>
    public (float[] Scores, double OfCode) Score(AdjacentWords words, TermParts parts, IReadOnlyList<Signal> signals, IReadOnlyList<ChunkKey> keys, Func<int, bool> isCode)
    {
        var scores = new float[keys.Count];
        if (words.IsEmpty)
            return (scores, 0);
        var best = new PriorityQueue<int, double>(MaxChunks + 1);
        var sums = new double[keys.Count];
        for (var row = 0; row < scores.Length; row++)
        {
            foreach (var signal in signals)
                sums[row] += signal.Contribution(row);
            best.Enqueue(row, sums[row]);
            if (best.Count > MaxChunks)
                best.Dequeue();
        }

        foreach (var (row, _) in best.UnorderedItems)
        {
            if (words.MostOf(parts, row) <= 0)
                continue;
            var (head, text) = chunks.Of(keys[row]);
            scores[row] = Math.Max(words.ShareIn(head), words.ShareIn(text));
        }

        return (scores, TakeCode(scores, sums, isCode));
    }

    private static double TakeCode(float[] scores, double[] sums, Func<int, bool> isCode)
    {
        var (share, most) = (0f, 0.0);
        for (var row = 0; row < scores.Length; row++)
        {
            if (!isCode(row))
                continue;
            (share, most) = (Math.Max(share, scores[row]), Math.Max(most, sums[row]));
            scores[row] = 0;
        }

        return most <= 0 ? 0 : share / most;
    }
}
