namespace Patina.Oxidize.Pairs;

/// <summary>Caps the number of pairs.</summary>
internal static class PairSampling
{
    /// <summary>A sample that stays nearly the same when pairs are added or removed: those with the smallest digests.</summary>
    public static IEnumerable<RelatedPair> Sample(IReadOnlyList<RelatedPair> pairs, int most) => pairs.Count <= most
        ? pairs
        : pairs.Select((pair, place) => (pair, place, pair.Digest)).OrderBy(entry => entry.Digest).Take(most).OrderBy(entry => entry.place)
            .Select(entry => entry.pair);
}
