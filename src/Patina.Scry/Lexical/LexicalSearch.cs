using System.Numerics;

namespace Patina.Scry.Lexical;

/// <summary>
/// Finds the chunks that say most of a question's terms, by BM25F. Window by window: the postings of all terms are added up in a
/// table that stays in the processor's cache, so every chunk has its exact score. Not thread-safe.
/// </summary>
internal sealed class LexicalSearch(LexicalIndex index)
{
    private readonly float[] _scores = new float[Math.Min(index.Count, PostingsWindow.Size)];

    /// <summary>The terms of a question, each with its weight (idf).</summary>
    /// <param name="terms">Distinct.</param>
    public QueryTerm[] Weigh(IReadOnlyList<string> terms)
    {
        var weighed = new List<QueryTerm>(terms.Count);
        foreach (var term in terms)
        {
            var hash = TermHash.Of(term);
            if (weighed.Exists(other => other.Hash == hash))
                continue;
            var chunks = 0;
            foreach (var window in index.Windows)
            {
                var postings = window.Find(hash);
                chunks += postings.End.Value - postings.Start.Value;
            }

            weighed.Add(new QueryTerm(term, hash, chunks, Math.Log(1 + ((index.Count - chunks + 0.5) / (chunks + 0.5)))));
        }

        return [.. weighed];
    }

    /// <summary>The best chunks, best first; equal scores in the order of the index.</summary>
    /// <param name="admits">Which chunks may be returned; null for all.</param>
    public List<(int Chunk, float Score)> Search(QueryTerm[] terms, int count, Func<int, bool>? admits = null)
    {
        var best = new PriorityQueue<int, (float Score, int Order)>(count + 1);
        for (var number = 0; number < index.Windows.Count; number++)
        {
            var first = number * PostingsWindow.Size;
            var scores = _scores.AsSpan(0, Math.Min(PostingsWindow.Size, index.Count - first));
            if (Add(index.Windows[number], terms, scores))
                Keep(best, scores, first, count, admits);
        }

        var found = new List<(int, float)>(best.Count);
        while (best.TryDequeue(out var chunk, out var priority))
            found.Add((chunk, priority.Score));
        found.Reverse();
        return found;
    }

    /// <summary>What each term adds to the score of a chunk.</summary>
    public void Explain(QueryTerm[] terms, int chunk, Span<float> parts)
    {
        var window = index.Windows[chunk / PostingsWindow.Size];
        for (var i = 0; i < terms.Length; i++)
        {
            var postings = window.Find(terms[i].Hash);
            var at = window.Numbers(postings).BinarySearch((ushort)(chunk % PostingsWindow.Size));
            parts[i] = at < 0 ? 0 : terms[i].PerImpact * window.Impacts(postings)[at];
        }
    }

    /// <returns>Whether the window has any of the terms.</returns>
    private static bool Add(PostingsWindow window, QueryTerm[] terms, Span<float> scores)
    {
        var any = false;
        foreach (var term in terms)
        {
            var postings = window.Find(term.Hash);
            var numbers = window.Numbers(postings);
            var impacts = window.Impacts(postings);
            if (numbers.IsEmpty)
                continue;
            if (!any)
                scores.Clear();
            any = true;
            for (var i = 0; i < numbers.Length; i++)
                scores[numbers[i]] += term.PerImpact * impacts[i];
        }

        return any;
    }

    private static void Keep(
        PriorityQueue<int, (float Score, int Order)> best, ReadOnlySpan<float> scores, int first, int count, Func<int, bool>? admits)
    {
        var least = best.Count < count ? 0 : best.TryPeek(out _, out var worst) ? worst.Score : 0;
        for (var start = 0; start < scores.Length; start += Vector<float>.Count)
        {
            var block = scores.Slice(start, Math.Min(Vector<float>.Count, scores.Length - start));
            if (block.Length == Vector<float>.Count && !Vector.GreaterThanAny(new Vector<float>(block), new Vector<float>(least)))
                continue;
            for (var i = 0; i < block.Length; i++)
            {
                if (block[i] <= least || admits?.Invoke(first + start + i) == false)
                    continue;
                best.Enqueue(first + start + i, (block[i], -(first + start + i)));
                if (best.Count > count)
                    best.Dequeue();
                if (best.Count == count && best.TryPeek(out _, out worst))
                    least = worst.Score;
            }
        }
    }
}
