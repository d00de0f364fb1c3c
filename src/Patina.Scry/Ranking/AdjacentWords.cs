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

    public AdjacentWords(string question, QueryTerm[] terms)
    {
        var words = LexicalAnalyzer.FirstTerms(question, LexicalAnalyzer.MaxQueryTerms);
        var before = -1;
        foreach (var word in words)
        {
            var hash = TermHash.Of(word);
            var at = Array.FindIndex(terms, term => term.Hash == hash);
            if (before >= 0 && at >= 0 && !_pairs.Exists(pair => pair.First == before && pair.Second == at))
                _pairs.Add(new Pair(before, at, (terms[before].Hash, hash), (float)Math.Min(terms[before].Weight, terms[at].Weight)));

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
    /// <param name="terms">Those of the text, in its order.</param>
    public float ShareIn(ReadOnlySpan<ulong> terms)
    {
        var sum = 0f;
        foreach (var pair in _pairs)
            if (terms.IndexOf([pair.Hashes.First, pair.Hashes.Second]) >= 0)
                sum += pair.Weight;
        return sum / _total;
    }

    /// <param name="First">Number of the term.</param>
    private readonly record struct Pair(int First, int Second, (ulong First, ulong Second) Hashes, float Weight);
}
