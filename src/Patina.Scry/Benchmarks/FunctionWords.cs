using Patina.Memory.Corpus;
using Patina.Memory.Lexical;
using Patina.Scry.Lexical;

namespace Patina.Scry.Benchmarks;

/// <summary>BM25 over functions in memory: whole identifiers and their parts, stemmed; the first words three times.</summary>
internal sealed class FunctionWords
{
    private const double Saturation = 1.2;
    private const double LengthShare = 0.75;
    private const int HeadWords = 12;
    private const int HeadTimes = 3;

    private readonly Dictionary<string, List<(int Function, int Count)>> _postings = new(StringComparer.Ordinal);
    private readonly int[] _lengths;
    private readonly double _meanLength;

    public FunctionWords(IReadOnlyList<CorpusFunction> functions)
    {
        _lengths = new int[functions.Count];
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < functions.Count; index++)
        {
            counts.Clear();
            var terms = new List<string>();
            LexicalAnalyzer.AppendTerms(functions[index].Text, terms);
            for (var i = 0; i < terms.Count; i++)
                counts[Stem(terms[i])] = counts.GetValueOrDefault(Stem(terms[i])) + (i < HeadWords ? HeadTimes : 1);
            _lengths[index] = counts.Values.Sum();
            foreach (var (term, count) in counts)
            {
                if (!_postings.TryGetValue(term, out var list))
                    _postings[term] = list = [];
                list.Add((index, count));
            }
        }
        _meanLength = Math.Max(1, _lengths.Average());
    }

    public double[] Score(string question)
    {
        var scores = new double[_lengths.Length];
        foreach (var term in LexicalAnalyzer.QueryTerms(question).Select(Stem).Distinct(StringComparer.Ordinal))
        {
            if (!_postings.TryGetValue(term, out var list))
                continue;
            var weight = Math.Log(1 + ((_lengths.Length - list.Count + 0.5) / (list.Count + 0.5)));
            foreach (var (function, count) in list)
            {
                var norm = Saturation * (1 - LengthShare + (LengthShare * _lengths[function] / _meanLength));
                scores[function] += weight * count * (Saturation + 1) / (count + norm);
            }
        }
        return scores;
    }

    private static string Stem(string term)
    {
        Span<char> word = stackalloc char[Math.Min(term.Length, 64)];
        if (term.Length > word.Length)
            return term;
        term.CopyTo(word);
        return word[..Stemmer.Stem(word)].ToString();
    }
}
