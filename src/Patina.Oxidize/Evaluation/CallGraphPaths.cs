using Patina.Memory.Chunks;
using Patina.Oxidize.Pairs;

namespace Patina.Oxidize.Evaluation;

/// <summary>
/// Definitions by the paths of two and three calls that lead to them: a call that nobody has written down yet is likely
/// between definitions that call, or are called by, the same others. A shared neighbour counts less the more neighbours it has.
/// </summary>
/// <param name="known">The calls that are not held out, each way.</param>
internal sealed class CallGraphPaths(IEnumerable<RelatedPair> known) : IUntrainedRanking
{
    private const float ThirdStep = 0.1f;

    private readonly ILookup<ChunkKey, ChunkKey> _neighbours = known
        .Where(pair => pair.Source == PairSource.Call).ToLookup(pair => pair.Subject!.Value, pair => pair.Answers[0]);

    public string Name => "call graph";

    public void Score(HeldOutQuestion question, ReadOnlySpan<float> vector, CandidateMatrix candidates, Span<float> scores)
    {
        scores.Clear();
        foreach (var (second, weight) in Step(Step([new(question.Subject!.Value, 1)])))
        {
            Add(candidates, scores, second, weight);
            foreach (var (third, share) in Step([new(second, weight * ThirdStep)]))
                Add(candidates, scores, third, share);
        }
    }

    /// <summary>Passes what each definition has on to its neighbours in equal parts.</summary>
    private Dictionary<ChunkKey, float> Step(IEnumerable<KeyValuePair<ChunkKey, float>> from)
    {
        var to = new Dictionary<ChunkKey, float>();
        foreach (var (chunk, weight) in from)
        {
            ChunkKey[] neighbours = [.. _neighbours[chunk]];
            foreach (var neighbour in neighbours)
                to[neighbour] = to.GetValueOrDefault(neighbour) + (weight / neighbours.Length);
        }

        return to;
    }

    private static void Add(CandidateMatrix candidates, Span<float> scores, ChunkKey chunk, float weight)
    {
        if (candidates.RowOf(chunk) is >= 0 and var row)
            scores[row] += weight;
    }
}
