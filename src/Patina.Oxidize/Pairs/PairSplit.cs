namespace Patina.Oxidize.Pairs;

/// <summary>
/// Pairs parted by time: a projection is trained on what happened before a moment, and measured on what happened after it,
/// as it will be used on questions of a later day.
/// </summary>
internal sealed record PairSplit
{
    /// <summary>The share of the dated origins, the latest, that is held out.</summary>
    private const double HeldOutShare = 0.2;

    /// <summary>The share of the rest that decides when training stops.</summary>
    private const double ValidationShare = 0.1;

    public required IReadOnlyList<RelatedPair> Training { get; init; }

    /// <summary>To decide when training stops: the latest before the cut, and an even sample of what has no date.</summary>
    public required IReadOnlyList<RelatedPair> Validation { get; init; }

    /// <summary>From the cut on.</summary>
    public required IReadOnlyList<RelatedPair> HeldOut { get; init; }

    /// <summary>Seconds since 1970 (UTC); null where nothing has a date.</summary>
    public required long? Cut { get; init; }

    public static PairSplit Of(IReadOnlyList<RelatedPair> pairs)
    {
        var cut = MomentAt(pairs, 1 - HeldOutShare);
        var before = pairs.Where(pair => pair.Timestamp is null || pair.Timestamp < cut).ToList();
        var validationCut = MomentAt(before, 1 - ValidationShare);
        bool IsValidation(RelatedPair pair) =>
            pair.Timestamp is { } time ? time >= validationCut : pair.Digest % 1000 < 1000 * ValidationShare;

        var parts = before.ToLookup(IsValidation);
        return new PairSplit
        {
            Training = [.. parts[false]],
            Validation = [.. parts[true]],
            HeldOut = [.. pairs.Where(pair => pair.Timestamp >= cut)],
            Cut = cut,
        };
    }

    /// <summary>The time before which a share of the dated origins lies.</summary>
    private static long? MomentAt(IEnumerable<RelatedPair> pairs, double share)
    {
        var times = pairs.Where(pair => pair.Timestamp is not null)
            .DistinctBy(pair => pair.Origin).Select(pair => pair.Timestamp!.Value).Order().ToList();
        return times.Count == 0 ? null : times[Math.Min((int)(times.Count * share), times.Count - 1)];
    }
}
