using Patina.Eval.Results;
using Patina.Eval.Sets;
using Patina.Oxidize.Evaluation;
using Patina.Scry.Benchmarks;

namespace Patina.Eval.Comparison;

/// <summary>What one ranking of one model gave for each query of a set.</summary>
public sealed class RankingOutcome
{
    private readonly List<double> _first = [];
    private readonly List<double> _reciprocal = [];
    private readonly List<double> _recallAt5 = [];
    private readonly List<double> _recallAt10 = [];
    private readonly List<double> _ndcgAt10 = [];

    /// <param name="model">The model's name.</param>
    public RankingOutcome(string model, string ranking, QuerySet set)
    {
        Model = model;
        Ranking = ranking;
        Set = set;
    }

    public string Model { get; }

    public string Ranking { get; }

    public QuerySet Set { get; }

    /// <summary>1 for each query whose first answer is right, else 0; in the order of the set.</summary>
    public IReadOnlyList<double> First => _first;

    /// <summary>1 / rank of the first right answer for each query.</summary>
    public IReadOnlyList<double> Reciprocal => _reciprocal;

    /// <summary>Adds the answers to the next query of the set.</summary>
    /// <param name="answers">Best first.</param>
    public void Add(EvalQuery query, IReadOnlyList<EvalTarget> answers)
    {
        var ranks = query.Relevant.Select(wanted => RankOf(wanted, answers)).ToList();
        _first.Add(ranks.Contains(1) ? 1 : 0);
        _reciprocal.Add(RankingMetrics.ReciprocalRank(ranks));
        _recallAt5.Add(RankingMetrics.RecallAt(5, ranks));
        _recallAt10.Add(RankingMetrics.RecallAt(10, ranks));
        _ndcgAt10.Add(RankingMetrics.NdcgAt(10, ranks));
    }

    /// <param name="candidates">Places among which was searched.</param>
    public QualityFigure ToFigure(int candidates) => new()
    {
        Set = Set.Name,
        Ranking = Ranking,
        Queries = _first.Count,
        Sources = Set.Sources,
        Candidates = candidates,
        First = MeanOf(_first),
        Mrr = MeanOf(_reciprocal),
        RecallAt5 = MeanOf(_recallAt5),
        RecallAt10 = MeanOf(_recallAt10),
        NdcgAt10 = MeanOf(_ndcgAt10),
    };

    private static Interval MeanOf(List<double> values)
    {
        var interval = Bootstrap.Mean(values.ToArray());

        // Sums in another order differ by rounding; a mean lies in its interval.
        var mean = Math.Round(interval.Mean, 6);
        return new Interval(Math.Min(Math.Round(interval.Low, 6), mean), mean, Math.Max(Math.Round(interval.High, 6), mean));
    }

    private static int? RankOf(EvalTarget wanted, IReadOnlyList<EvalTarget> answers)
    {
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i].Path == wanted.Path && (wanted.Chunk is null || answers[i].Chunk == wanted.Chunk))
                return i + 1;
        }

        return null;
    }
}
