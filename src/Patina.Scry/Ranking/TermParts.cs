using Patina.Scry.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>What each term of the question adds to the lexical score of each candidate.</summary>
internal sealed class TermParts
{
    private readonly float[] _parts;

    public TermParts(LexicalSearch search, QueryTerm[] terms, IReadOnlyList<int> chunks)
    {
        Terms = terms;
        _parts = new float[terms.Length * chunks.Count];
        Sums = new float[chunks.Count];
        for (var row = 0; row < chunks.Count; row++)
        {
            var parts = _parts.AsSpan(row * terms.Length, terms.Length);
            search.Explain(terms, chunks[row], parts);
            foreach (var part in parts)
                Sums[row] += part;
        }
    }

    public QueryTerm[] Terms { get; }

    /// <summary>The lexical score of each candidate.</summary>
    public float[] Sums { get; }

    /// <summary>In the order of <see cref="Terms"/>.</summary>
    public ReadOnlySpan<float> Of(int row) => _parts.AsSpan(row * Terms.Length, Terms.Length);

    /// <summary>The candidates that have both of two terms, by their numbers among <see cref="Terms"/>.</summary>
    public bool HasBoth(int row, int first, int second) => Of(row)[first] > 0 && Of(row)[second] > 0;

    /// <summary>The terms that a candidate has, with what each adds; the largest first.</summary>
    public IReadOnlyList<NamedNumber> Named(int row)
    {
        var named = new List<NamedNumber>(Terms.Length);
        for (var i = 0; i < Terms.Length; i++)
            if (Of(row)[i] > 0)
                named.Add(new NamedNumber(Terms[i].Text, Of(row)[i]));
        named.Sort((x, y) => y.Value.CompareTo(x.Value));
        return named;
    }

    /// <summary>Candidates that have every term.</summary>
    public IEnumerable<int> RowsWithAllTerms() => Enumerable.Range(0, Sums.Length).Where(row => !Of(row).Contains(0));
}
