namespace Patina.Sharing.Votes;

/// <summary>A vote that counts.</summary>
/// <param name="Recipe">Digest.</param>
/// <param name="Voter">Fingerprint of the key that signed it, or the author's address.</param>
/// <param name="Author">The author's address.</param>
public sealed record CountedVote(string Recipe, string Voter, string Author, VoteDirection Direction, string Commit);
