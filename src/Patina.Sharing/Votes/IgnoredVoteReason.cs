namespace Patina.Sharing.Votes;

/// <summary>Why a vote does not count.</summary>
public enum IgnoredVoteReason
{
    /// <summary>The file's name or content is none of a vote.</summary>
    NoVote,

    /// <summary>The file belongs to another person than the commit's author.</summary>
    ForgedAuthor,

    /// <summary>Someone else than its author made the commit, and no signature speaks for it.</summary>
    CommittedByAnother,

    /// <summary>The commit's signature does not hold.</summary>
    BadSignature,

    /// <summary>The author signs; this one is not signed.</summary>
    Unsigned,

    /// <summary>The same key has voted under another address.</summary>
    DoubleVote,

    /// <summary>No commit of its own brought the file: it appeared in a merge.</summary>
    FromMerge,
}
