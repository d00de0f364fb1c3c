using Patina.Memory.Chunks;
using Patina.Memory.Lexical;

namespace Patina.Scry.Lexical;

/// <summary>The distinct terms of one chunk after another, each with its impact. Not thread-safe.</summary>
internal sealed class ChunkPostings(FieldWeights weights)
{
    private readonly List<ulong> _label = [];
    private readonly List<ulong> _body = [];
    private readonly List<(ulong Term, float Occurrences)> _found = [];

    /// <summary>Reads the terms of a chunk, in ascending order of their hashes.</summary>
    /// <param name="postings">Receives them, with impacts from 1 to 255; cleared first.</param>
    public void Read(Chunk chunk, List<(ulong Term, byte Impact)> postings)
    {
        _found.Clear();
        _label.Clear();
        _body.Clear();
        var path = chunk.Kind == ChunkKind.Commit ? 0 : Scan(chunk.Path, _label); // a commit's path is its hash
        var symbol = Scan(chunk.Symbol, _label);
        Scan(chunk.Head, _label);
        Scan(chunk.Text, _body);

        var (label, body) = (1 / weights.LabelNorm(_label.Count), 1 / weights.BodyNorm(_body.Count));
        for (var i = 0; i < _label.Count; i++)
            _found.Add((_label[i], (float)(label * (i < path ? weights.Path : i < symbol ? weights.Symbol : weights.Head))));
        foreach (var term in _body)
            _found.Add((term, (float)(body * weights.Body)));
        Merge(postings);
    }

    /// <returns>How many terms the list has now.</returns>
    private static int Scan(ReadOnlySpan<char> text, List<ulong> terms)
    {
        var sink = new Hashes(terms);
        LexicalAnalyzer.Scan(text, ref sink);
        return terms.Count;
    }

    private void Merge(List<(ulong Term, byte Impact)> postings)
    {
        postings.Clear();
        _found.Sort((x, y) => x.Term.CompareTo(y.Term));
        for (var i = 0; i < _found.Count;)
        {
            var (term, sum) = (_found[i].Term, 0.0);
            for (; i < _found.Count && _found[i].Term == term; i++)
                sum += _found[i].Occurrences;
            postings.Add((term, (byte)Math.Clamp(Math.Round(weights.Saturate(sum) * byte.MaxValue), 1, byte.MaxValue)));
        }
    }

    private readonly struct Hashes(List<ulong> terms) : ITermSink
    {
        public bool Add(ReadOnlySpan<char> term)
        {
            terms.Add(TermHash.Of(term));
            return true;
        }
    }
}
