using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Patina.Oxidize.Pairs;

/// <summary>
/// Pairs parted into what trains a projection, what decides when training stops, and what it is measured on. What has dates
/// is parted by time, as the projection will be used on questions of a later day.
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

    /// <summary>Parts by time.</summary>
    public static PairSplit ByTime(IReadOnlyList<RelatedPair> pairs)
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

    /// <summary>
    /// Parts what has no dates: an even sample of the relations, whichever of the two things asks and whatever kind of
    /// relation it is, so that nothing is both learnt and asked.
    /// </summary>
    public static PairSplit BySample(IReadOnlyList<RelatedPair> pairs)
    {
        const double validationShare = (1 - HeldOutShare) * ValidationShare;
        var parts = pairs.ToLookup(pair => (RelationOf(pair) % 1000) switch
        {
            < (ulong)(1000 * HeldOutShare) => nameof(HeldOut),
            < (ulong)(1000 * (HeldOutShare + validationShare)) => nameof(Validation),
            _ => nameof(Training),
        });
        return new PairSplit
        {
            Training = [.. parts[nameof(Training)]],
            Validation = [.. parts[nameof(Validation)]],
            HeldOut = [.. parts[nameof(HeldOut)]],
            Cut = null,
        };
    }

    /// <summary>The same number for both directions of a relation between two things.</summary>
    private static ulong RelationOf(RelatedPair pair)
    {
        var (one, other) = (pair.Subject!.Value.Value, pair.Answers[0].Value);
        Span<byte> ends = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(ends, Math.Min(one, other));
        BinaryPrimitives.WriteInt64LittleEndian(ends[sizeof(long)..], Math.Max(one, other));
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(ends));
    }

    /// <summary>The time before which a share of the dated origins lies.</summary>
    private static long? MomentAt(IEnumerable<RelatedPair> pairs, double share)
    {
        var times = pairs.Where(pair => pair.Timestamp is not null)
            .DistinctBy(pair => pair.Origin).Select(pair => pair.Timestamp!.Value).Order().ToList();
        return times.Count == 0 ? null : times[Math.Min((int)(times.Count * share), times.Count - 1)];
    }
}
