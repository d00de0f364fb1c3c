using System.Globalization;

namespace Patina.Eval.Comparison;

/// <summary>Says a comparison in words, and no more than was shown.</summary>
public static class PlainSentence
{
    public static string Of(PairedComparison comparison)
    {
        var (one, other) = (comparison.One, comparison.Other);
        var what = one.Set.ByChunk || one.Set.Name is Sets.SetNames.Comments or Sets.SetNames.Headings ? "place" : "file";
        var conclusion = comparison.IsShown ? "" : "; the interval includes zero, so neither is shown to be better";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{NameOf(one, other)} finds the right {what} first in {Percent(one.First)} % of {one.First.Count:N0} {one.Set.Noun}, "
            + $"{NameOf(other, one)} in {Percent(other.First)} % (difference {Points(comparison.First.Mean)} [{Points(comparison.First.Low)}, {Points(comparison.First.High)}]{conclusion}).");
    }

    /// <summary>What tells one from the other: the model, the ranking, or both.</summary>
    private static string NameOf(RankingOutcome one, RankingOutcome other) =>
        one.Model == other.Model ? one.Ranking
        : one.Ranking == other.Ranking ? one.Model
        : $"{one.Model} ({one.Ranking})";

    private static string Percent(IReadOnlyList<double> shares) => Math.Round(100 * shares.Average()).ToString(CultureInfo.InvariantCulture);

    private static string Points(double difference)
    {
        var points = Math.Round(100 * difference, Math.Abs(difference) < 0.01 ? 1 : 0);
        var size = Math.Abs(points).ToString(CultureInfo.InvariantCulture);
        return points > 0 ? $"+{size}" : points < 0 ? $"−{size}" : "0";
    }
}
