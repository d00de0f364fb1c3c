namespace Patina.Scry.Benchmarks;

/// <summary>Measures of one ranking against what is relevant. Ranks count from 1; all results lie in [0, 1].</summary>
public static class RankingMetrics
{
    /// <summary>1 / rank of the first relevant result, 0 if there is none.</summary>
    /// <param name="ranks">Rank at which each relevant item was first found; null where it was not.</param>
    public static double ReciprocalRank(IEnumerable<int?> ranks)
    {
        var first = ranks.Min();
        return first is { } rank ? 1.0 / rank : 0;
    }

    /// <summary>Share of the relevant items found within the first <paramref name="k"/> results; 0 where nothing is relevant.</summary>
    public static double RecallAt(int k, IReadOnlyCollection<int?> ranks) =>
        ranks.Count == 0 ? 0 : ranks.Count(rank => rank <= k) / (double)ranks.Count;

    /// <summary>
    /// Discounted cumulative gain with binary relevance, each item counted at the first result that finds it, over that
    /// of an ideal ranking: sum of 1/log2(rank + 1), over the same sum for min(k, items) items in ranks 1..n.
    /// </summary>
    public static double NdcgAt(int k, IReadOnlyCollection<int?> ranks)
    {
        var gain = ranks.Sum(rank => rank <= k ? 1 / Math.Log2(rank.Value + 1) : 0);
        var ideal = Enumerable.Range(1, Math.Min(k, ranks.Count)).Sum(rank => 1 / Math.Log2(rank + 1));
        return ideal == 0 ? 0 : gain / ideal;
    }

    /// <summary>The value at fraction <paramref name="p"/> of the sorted values, by nearest rank; 0 of an empty list.</summary>
    public static double Percentile(IEnumerable<double> values, double p)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[(int)Math.Round((sorted.Length - 1) * p)];
    }
}
