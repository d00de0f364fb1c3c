namespace Patina.Sharing.Votes;

/// <summary>Something in the folder of votes that does not count.</summary>
/// <param name="Commit">Which commit brought it; null for a file that came in by a merge.</param>
public sealed record IgnoredVote(string Path, string? Commit, IgnoredVoteReason Reason, string Explanation);
