using Patina.Memory.Lexical;

namespace Patina.Scry.Lexical;

/// <summary>The distinct terms of a text, as hashes.</summary>
internal static class TermSet
{
    public static HashSet<ulong> Of(string text)
    {
        var sink = new Sink([]);
        LexicalAnalyzer.Scan(text, ref sink);
        return sink.Terms;
    }

    private readonly struct Sink(HashSet<ulong> terms) : ITermSink
    {
        public HashSet<ulong> Terms => terms;

        public bool Add(ReadOnlySpan<char> term)
        {
            terms.Add(TermHash.Of(term));
            return true;
        }
    }
}
