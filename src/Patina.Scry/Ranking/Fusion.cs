using Patina.Memory.Chunks;

namespace Patina.Scry.Ranking;

/// <summary>
/// Joins the lists of the signals: each score is divided by the best of its list and weighed, then summed. Better than
/// reciprocal-rank fusion by .02 to .03 MRR on functions, because a clear winner stays a clear winner.
/// </summary>
internal sealed class Fusion
{
    private readonly Dictionary<ChunkKey, Candidate> _candidates = [];

    public IReadOnlyCollection<Candidate> Candidates => _candidates.Values;

    /// <summary>Adds one signal.</summary>
    /// <param name="list">Its chunks with its own scores, best first. Scores of zero or less add nothing.</param>
    /// <param name="weightOf">The signal's share for a chunk.</param>
    public void Add(string signal, IReadOnlyList<(ChunkKey Key, double Score)> list, Func<ChunkKey, double> weightOf)
    {
        var best = list.Count == 0 ? 0 : list[0].Score;
        if (best <= 0)
            return;
        for (var i = 0; i < list.Count && list[i].Score > 0; i++)
        {
            var (key, score) = list[i];
            if (!_candidates.TryGetValue(key, out var candidate))
                _candidates.Add(key, candidate = new Candidate(key));
            candidate.Add(new Evidence(signal, i + 1, score, weightOf(key) * score / best));
        }
    }
}
