using Patina.Numerics;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Projections;
using Patina.Oxidize.Training;

namespace Patina.Oxidize.Evaluation;

/// <summary>
/// Says how early a projection finds what belongs to questions that are neither trained on nor measured: what decides when training stops. The
/// loss of such pairs rises long before they are found later, as it counts by how much a wrong answer is nearer. Not thread-safe.
/// </summary>
internal sealed class ValidationRanking(Gemm gemm, CancellationToken cancellation)
{
    /// <summary>Beyond the last, hardly anything of the file itself is left in its question.</summary>
    private static readonly double[] Shares = [0.5, 1, 2, 4];

    private readonly List<(RelationCandidates Candidates, IReadOnlyList<HeldOutQuestion> Questions, float[] Vectors)> _relations = [];

    public int Questions => _relations.Sum(relation => relation.Questions.Count);

    /// <param name="vectors">Of the questions, as the model made them, [questions × input].</param>
    public void Add(RelationCandidates candidates, IReadOnlyList<HeldOutQuestion> questions, float[] vectors) =>
        _relations.Add((candidates, questions, vectors));

    /// <summary>Mean of 1 / rank of the first right place.</summary>
    public double Mrr(Projection projection) => Mrr(new AskingVectors(projection, gemm, KnownPartners.None, 0));

    /// <summary>Finds how far files that ask are best moved toward their partners.</summary>
    /// <param name="partners">Of the training pairs.</param>
    /// <param name="given">What the recipe says; null to choose.</param>
    public PartnerChoice ChooseShare(Projection projection, KnownPartners partners, double? given)
    {
        double MrrOf(double share) => Mrr(new AskingVectors(projection, gemm, partners, share));
        var without = MrrOf(0);
        var best = new PartnerChoice(0, without, without);
        foreach (var share in given is { } only ? [only] : Shares)
        {
            var mrr = MrrOf(share);
            if (mrr > best.Mrr || given is not null)
                best = new PartnerChoice(share, mrr, without);
        }

        return best;
    }

    private double Mrr(AskingVectors asking)
    {
        var projection = asking.Projection;
        var ranks = new ReciprocalRanks();
        foreach (var (candidates, questions, vectors) in _relations)
        {
            var matrix = candidates.Projected(projection, cancellation);
            var moved = asking.Of(questions, vectors, matrix, cancellation);
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
