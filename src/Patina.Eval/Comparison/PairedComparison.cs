using Patina.Oxidize.Evaluation;

namespace Patina.Eval.Comparison;

/// <summary>Two rankings on the same queries, by the differences query by query.</summary>
/// <param name="First">Difference of the shares of queries whose first answer is right.</param>
/// <param name="Mrr">Difference of the mean reciprocal ranks.</param>
public sealed record PairedComparison(RankingOutcome One, RankingOutcome Other, Interval First, Interval Mrr)
{
    /// <exception cref="ArgumentException">They did not answer the same set.</exception>
    public static PairedComparison Of(RankingOutcome one, RankingOutcome other)
    {
        if (one.Set.Name != other.Set.Name || one.First.Count != other.First.Count || one.First.Count == 0)
            throw new ArgumentException("Rankings are compared on the same queries.", nameof(other));
        return new PairedComparison(one, other, Difference(one.First, other.First), Difference(one.Reciprocal, other.Reciprocal));
    }

    /// <summary>Whether the interval of the shares leaves out zero, so that one may be called better.</summary>
    public bool IsShown => First.Low > 0 || First.High < 0;

    private static Interval Difference(IReadOnlyList<double> one, IReadOnlyList<double> other) =>
        Bootstrap.Mean(one.Zip(other, (a, b) => a - b).ToArray());
}
