using Patina.Memory.Chunks;
using Patina.Memory.Lexical;
using Patina.Memory.Storage.Reading;
using Patina.Scry.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>The terms of chunks in the order of their texts, for signals that read candidates through: each is read once for a question.</summary>
internal sealed class ChunkTerms(ChunkReader chunks)
{
    private readonly Dictionary<ChunkKey, (ulong[] Head, ulong[] Text)> _read = [];

    /// <summary>Forgets what was read, for the next question.</summary>
    public void Clear() => _read.Clear();

    /// <summary>Hashes of the terms of head and text; empty if the chunk is gone.</summary>
    public (ulong[] Head, ulong[] Text) Of(ChunkKey key)
    {
        if (_read.TryGetValue(key, out var known))
            return known;
        var found = chunks.FindText(key) is { } chunk ? (Of(chunk.Head), Of(chunk.Text)) : ([], []);
        _read.Add(key, found);
        return found;
    }

    /// <param name="limit">Terms at most, the first.</param>
    public static ulong[] Of(string text, int limit = int.MaxValue)
    {
        var sink = new Hashes([], limit);
        LexicalAnalyzer.Scan(text, ref sink);
        return [.. sink.Terms];
    }

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
