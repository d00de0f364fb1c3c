namespace Patina.Sharing.Votes;

/// <summary>For or against.</summary>
public enum VoteDirection
{
    Up,

    Down,
}
