using Patina.Numerics;
using Patina.Oxidize.Projections;
using Patina.Oxidize.Training;

namespace Patina.Oxidize.Evaluation;

/// <summary>
/// Says how early a projection finds what belongs to questions that are neither trained on nor measured: what decides when training stops. The
/// loss of such pairs rises long before they are found later, as it counts by how much a wrong answer is nearer. Not thread-safe.
/// </summary>
internal sealed class ValidationRanking(Gemm gemm, CancellationToken cancellation)
{
    private readonly List<(RelationCandidates Candidates, IReadOnlyList<HeldOutQuestion> Questions, float[] Vectors)> _relations = [];

    public int Questions => _relations.Sum(relation => relation.Questions.Count);

    /// <param name="vectors">Of the questions, as the model made them, [questions × input].</param>
    public void Add(RelationCandidates candidates, IReadOnlyList<HeldOutQuestion> questions, float[] vectors) =>
        _relations.Add((candidates, questions, vectors));

    /// <summary>Mean of 1 / rank of the first right place.</summary>
    public double Mrr(Projection projection)
    {
        var ranks = new ReciprocalRanks();
        foreach (var (candidates, questions, vectors) in _relations)
        {
            var moved = new float[questions.Count * projection.OutputDimension];
            projection.Project(vectors, questions.Count, moved, gemm, cancellation, ask: true);
            var matrix = candidates.Projected(projection, cancellation);
            var scores = new float[candidates.Count];
            for (var i = 0; i < questions.Count; i++)
            {
                matrix.Score(moved.AsSpan(i * projection.OutputDimension, projection.OutputDimension), 1, scores);
                if (matrix.RankOf(questions[i], scores) is > 0 and var rank)
                    ranks.Add(rank);
            }
        }

        return ranks.Count == 0 ? 0 : ranks.Score.Mrr;
    }
}
