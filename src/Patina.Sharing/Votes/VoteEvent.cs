namespace Patina.Sharing.Votes;

/// <summary>What one commit did to one file of votes.</summary>
/// <param name="Blob">The file's new content; null where the commit removed it.</param>
internal sealed record VoteEvent(VoteCommit Commit, string Path, string? Blob)
{
    /// <summary>
    /// In the order of their dates, then of their descent; the hash decides what is left, so that every clone counts alike.
    /// </summary>
    public static IComparer<VoteEvent> ByTime { get; } = Comparer<VoteEvent>.Create((one, other) =>
    {
        var order = one.Commit.Seconds.CompareTo(other.Commit.Seconds);
        if (order == 0)
            order = one.Commit.Generation.CompareTo(other.Commit.Generation);
        return order != 0 ? order : string.CompareOrdinal(one.Commit.Hash, other.Commit.Hash);
    });
}
