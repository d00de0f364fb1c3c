using System.Text;

namespace Patina.Memory.Lexical;

/// <summary>
/// The terms of a text, the same for index and questions: every identifier whole (<c>parsehttpresponse</c>) and in parts
/// (<c>parse http response</c>), whatever its style; versions whole (<c>1.0.21</c>); runs of scripts without word spaces
/// in pairs of characters. Stemming and counting is left to FTS5. Linear in the text; thread-safe.
/// </summary>
public static class LexicalAnalyzer
{
    /// <summary>Distinct terms of a question at most; what follows is not looked at.</summary>
    public const int MaxQueryTerms = 64;

    /// <summary>Hands on the terms of a text, in its order, with repetitions.</summary>
    public static void Scan<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, ITermSink => TermScanner.Scan(text, ref sink);

    /// <summary>Appends the terms of a text, in its order, with a space after each.</summary>
    public static void AppendTerms(ReadOnlySpan<char> text, StringBuilder terms)
    {
        var sink = new SpacedTerms(terms);
        TermScanner.Scan(text, ref sink);
    }

    /// <summary>Appends the terms of a text, in its order, with repetitions.</summary>
    public static void AppendTerms(ReadOnlySpan<char> text, List<string> terms)
    {
        var sink = new ListedTerms(terms);
        TermScanner.Scan(text, ref sink);
    }

    /// <summary>
    /// The distinct terms of a question in its order, without stop words; with them when it has nothing else. Any input is safe.
    /// </summary>
    public static IReadOnlyList<string> QueryTerms(string question)
    {
        var sink = new DistinctTerms(MaxQueryTerms, StopWords.All);
        TermScanner.Scan(question, ref sink);
        if (sink.Terms.Count > 0)
            return sink.Terms;

        var everything = new DistinctTerms(MaxQueryTerms, excluded: null);
        TermScanner.Scan(question, ref everything);
        return everything.Terms;
    }

    /// <summary>The first terms of a text, in its order, with repetitions and stop words.</summary>
    public static IReadOnlyList<string> FirstTerms(string text, int limit)
    {
        var sink = new FirstOnes(limit);
        TermScanner.Scan(text, ref sink);
        return sink.Terms;
    }

    /// <summary>An FTS5 expression for these terms next to each other in this order; empty for no terms.</summary>
    public static string ToFtsPhrase(IReadOnlyList<string> terms) =>
        terms.Count == 0 ? "" : $"\"{string.Join(' ', terms).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>An FTS5 expression that any of the terms satisfies; empty for no terms, which FTS5 does not accept.</summary>
    /// <param name="terms">As <see cref="QueryTerms"/> gives them: letters, digits and dots only.</param>
    public static string ToFtsQuery(IReadOnlyList<string> terms) =>
        string.Join(" OR ", terms.Select(term => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    private readonly struct SpacedTerms(StringBuilder terms) : ITermSink
    {
        public bool Add(ReadOnlySpan<char> term)
        {
            terms.Append(term).Append(' ');
            return true;
        }
    }

    private readonly struct ListedTerms(List<string> terms) : ITermSink
    {
        public bool Add(ReadOnlySpan<char> term)
        {
            terms.Add(term.ToString());
            return true;
        }
    }

    private readonly struct FirstOnes(int limit) : ITermSink
    {
        public List<string> Terms { get; } = [];

        public bool Add(ReadOnlySpan<char> term)
        {
            Terms.Add(term.ToString());
            return Terms.Count < limit;
        }
    }

    private readonly struct DistinctTerms(int limit, IReadOnlySet<string>? excluded) : ITermSink
    {
        private readonly HashSet<string> _seen = [];

        public List<string> Terms { get; } = [];

        public bool Add(ReadOnlySpan<char> term)
        {
            var text = term.ToString();
            if (excluded?.Contains(text) != true && _seen.Add(text))
                Terms.Add(text);
            return Terms.Count < limit;
        }
    }
}
