using System.Numerics.Tensors;
using Patina.Memory.Chunks;
using Patina.Oxidize.Pairs;

namespace Patina.Oxidize.Evaluation;

/// <summary>Files by the votes of the older commits whose messages are nearest to the question.</summary>
internal sealed class HistoryVote : IUntrainedRanking
{
    /// <summary>Commits that vote.</summary>
    private const int Voters = 20;

    private readonly List<(float[] Vector, List<ChunkKey> Chunks, float Weight)> _commits = [];

    /// <param name="older">Pairs of the commits before the cut.</param>
    /// <param name="readQuestion">Gives the vector of a question that was embedded.</param>
    public HistoryVote(IEnumerable<RelatedPair> older, int dimension, ReadQuestion readQuestion)
    {
        foreach (var commit in older.Where(pair => pair.Source == PairSource.Commit).GroupBy(pair => pair.Origin))
        {
            var vector = new float[dimension];
            readQuestion(commit.First().Question, vector);
            _commits.Add((vector, [.. commit.SelectMany(pair => pair.Answers).Distinct()], 1 / MathF.Sqrt(commit.Count())));
        }
    }

    public delegate void ReadQuestion(string question, Span<float> vector);

    public string Name => "history vote";

    public void Score(HeldOutQuestion question, ReadOnlySpan<float> vector, CandidateMatrix candidates, Span<float> scores)
    {
        scores.Clear();
        var similarities = new float[_commits.Count];
        for (var i = 0; i < similarities.Length; i++)
            similarities[i] = TensorPrimitives.Dot(vector, _commits[i].Vector);
        foreach (var voter in Enumerable.Range(0, similarities.Length).OrderByDescending(i => similarities[i]).Take(Voters))
        {
            var vote = MathF.Pow(MathF.Max(0, similarities[voter]), 3) * _commits[voter].Weight;
            foreach (var chunk in _commits[voter].Chunks)
            {
                if (candidates.RowOf(chunk) is >= 0 and var row)
                    scores[row] += vote;
            }
        }
    }
}
