namespace Patina.Sharing.Votes;

/// <summary>Who made a commit.</summary>
/// <param name="Author">E-mail address.</param>
/// <param name="Committer">E-mail address.</param>
/// <param name="Seconds">When the author says it was, as Unix time.</param>
/// <param name="Generation">Commits on the longest way to it from the first: greater than that of whatever it follows.</param>
/// <param name="Signature">Git's letter for it: <c>G</c> good, <c>U</c> good by a key of unknown owner, <c>N</c> none, <c>E</c> cannot be checked here, others bad.</param>
/// <param name="Key">Fingerprint of the key of a good signature.</param>
internal sealed record VoteCommit(string Hash, string Author, string Committer, long Seconds, int Generation, char Signature, string? Key)
{
    public bool IsSigned => Signature is 'G' or 'U' && Key is not null;

    public bool IsBadlySigned => Signature is not ('G' or 'U' or 'N' or 'E');
}
