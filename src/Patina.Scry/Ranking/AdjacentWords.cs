using Patina.Memory.Lexical;
using Patina.Scry.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>
/// The neighbouring words of a question: <c>scalpel not shotgun</c> in a row says more than the three words apart. A pair weighs what
/// the commoner of its words does. Pairs with a stop word are left out.
/// </summary>
internal sealed class AdjacentWords
{
    private readonly List<Pair> _pairs = [];
    private readonly float _total;
    private readonly ulong _beginnings;

    public AdjacentWords(string question, QueryTerm[] terms)
    {
        var words = LexicalAnalyzer.FirstTerms(question, LexicalAnalyzer.MaxQueryTerms);
        var before = -1;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var hash = TermHash.Of(word);
            var at = Array.FindIndex(terms, term => term.Hash == hash);
            if (before >= 0 && at >= 0 && !_pairs.Exists(pair => pair.First == before && pair.Second == at))
            {
                _beginnings |= BeginningOf(words[i - 1]) | BeginningOf(word);
                _pairs.Add(new Pair(before, at, (terms[before].Hash, hash), (float)Math.Min(terms[before].Weight, terms[at].Weight)));
            }

            before = at;
        }

        _total = _pairs.Sum(pair => pair.Weight);
    }

    /// <summary>Whether no two words that count stand together.</summary>
    public bool IsEmpty => _total <= 0;

    /// <summary>The most that <see cref="ShareIn"/> can be for a candidate that has the terms it has, without reading it.</summary>
    public float MostOf(TermParts parts, int row)
    {
        var sum = 0f;
        foreach (var pair in _pairs)
            if (parts.HasBoth(row, pair.First, pair.Second))
                sum += pair.Weight;
        return sum / _total;
    }

    /// <summary>The share of the pairs, by weight, that stand in a text, from 0 to 1.</summary>
    public float ShareIn(string text)
    {
        var sink = new Sink(_pairs, _beginnings);
        LexicalAnalyzer.Scan(text, ref sink);
        return sink.Sum / _total;
    }

    /// <summary>One of 64 bits for the first two letters, which a word shares with its stem.</summary>
    private static ulong BeginningOf(ReadOnlySpan<char> word) =>
        word.IsEmpty ? 0 : 1UL << (((word[0] * 31) + (word.Length > 1 ? word[1] : 0)) & 63);

    /// <param name="First">Number of the term.</param>
    private readonly record struct Pair(int First, int Second, (ulong First, ulong Second) Hashes, float Weight);

    /// <param name="beginnings">Those of the words in pairs: only words that begin so are worth their stem.</param>
    private struct Sink(List<Pair> pairs, ulong beginnings) : ITermSink
    {
        private ulong _found;
        private ulong _before;

        public float Sum { get; private set; }

        public bool Add(ReadOnlySpan<char> term)
        {
            if ((beginnings & BeginningOf(term)) == 0)
            {
                _before = 0;
                return true;
            }

            var word = TermHash.Of(term);
            for (var i = 0; i < pairs.Count; i++)
            {
                if (pairs[i].Hashes != (_before, word) || (_found & (1UL << i)) != 0)
                    continue;
                _found |= 1UL << i;
                Sum += pairs[i].Weight;
            }

            _before = word;
            return true;
        }
    }
}
