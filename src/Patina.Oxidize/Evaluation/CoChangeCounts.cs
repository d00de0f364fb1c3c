using Patina.Memory.Chunks;
using Patina.Oxidize.Pairs;

namespace Patina.Oxidize.Evaluation;

/// <summary>Files by how often they changed together with the file that asks.</summary>
/// <param name="older">Pairs of the commits before the cut, each way.</param>
internal sealed class CoChangeCounts(IEnumerable<RelatedPair> older) : IUntrainedRanking
{
    private readonly ILookup<ChunkKey, ChunkKey> _partners = older
        .Where(pair => pair.Source == PairSource.CoChange).ToLookup(pair => pair.Subject!.Value, pair => pair.Answers[0]);

    public string Name => "co-change counts";

    public void Score(HeldOutQuestion question, ReadOnlySpan<float> vector, CandidateMatrix candidates, Span<float> scores)
    {
        scores.Clear();
        foreach (var partner in _partners[question.Subject!.Value])
        {
            if (candidates.RowOf(partner) is >= 0 and var row)
                scores[row]++;
        }
    }
}
