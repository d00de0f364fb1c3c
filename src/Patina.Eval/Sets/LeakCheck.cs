using Patina.Memory.Chunks;
using Patina.Memory.Storage;

namespace Patina.Eval.Sets;

/// <summary>
/// Leaves out queries whose own words stand, one after the other, in something that may be found: a change log that quotes a commit, a comment
/// that was not cut out. Whoever finds them has found the question, not the answer.
/// </summary>
internal sealed class LeakCheck
{
    /// <summary>Fewer letters meet by chance.</summary>
    private const int FewestLetters = 20;

    /// <summary>Letters of a question that count: a quotation is seldom whole.</summary>
    private const int MostLetters = 60;

    private readonly List<(ChunkKey Key, ChunkKind Kind, string Letters)> _chunks;

    public LeakCheck(MemoryDatabase memory) =>
        _chunks = [.. memory.Chunks.All().Select(chunk => (chunk.Key, chunk.Kind, Letters.Of($"{chunk.Head}\n{chunk.Text}")))];

    public QuerySet Without(QuerySet set)
    {
        var searched = _chunks.FindAll(chunk => set.Kinds.Contains(chunk.Kind));
        var kept = set.Queries.Where(query => !Leaks(query, searched)).ToList();
        return set with { Queries = kept, Leaking = set.Leaking + set.Queries.Count - kept.Count };
    }

    private static bool Leaks(EvalQuery query, List<(ChunkKey Key, ChunkKind Kind, string Letters)> searched)
    {
        if (query.Subject is not null || query.File is not null)
            return false;
        var letters = Letters.Of(query.Text);
        if (letters.Length < FewestLetters)
            return false;
        var quoted = letters.Length <= MostLetters ? letters : letters[..MostLetters];
        return searched.Exists(chunk => !query.Ignored.Contains(chunk.Key) && chunk.Letters.Contains(quoted, StringComparison.Ordinal));
    }
}
