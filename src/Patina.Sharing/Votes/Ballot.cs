using Patina.Sharing.Git;

namespace Patina.Sharing.Votes;

/// <summary>
/// The votes of a repository, counted from its history: of each person the newest one for each recipe, cast in a commit of
/// that person's own. Clones that have merged the same commits count the same, in whatever order they merged.
/// </summary>
internal sealed class Ballot
{
    private readonly List<IgnoredVote> _ignored = [];
    private readonly Dictionary<VoteEvent, VoteDirection?> _valid = [];

    private Ballot()
    {
    }

    public IReadOnlyList<CountedVote> Counted { get; private set; } = [];

    public IReadOnlyList<IgnoredVote> Ignored => _ignored;

    public static Ballot Count(GitFolder repository, CancellationToken cancellation)
    {
        var ballot = new Ballot();
        var events = VoteHistory.Read(repository, cancellation).Order(VoteEvent.ByTime).ToList();
        ballot.Check(events, repository, cancellation);
        ballot.Counted = [.. ballot._valid.Keys.GroupBy(vote => VotePath.Parse(vote.Path)!.Value.Recipe).SelectMany(ballot.CountRecipe).OrderBy(vote => vote.Recipe, StringComparer.Ordinal).ThenBy(vote => vote.Voter, StringComparer.Ordinal)];
        ballot.NameStrays(events, repository, cancellation);
        return ballot;
    }

    /// <summary>Keeps what its author may do to its file.</summary>
    private void Check(List<VoteEvent> events, GitFolder repository, CancellationToken cancellation)
    {
        var blobs = events.Select(change => change.Blob).OfType<string>().Distinct().ToList();
        var contents = blobs.Zip(repository.ReadMany(blobs, VoteText.MaxBytes, cancellation)).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var change in events)
        {
            if (WhyNot(change) is { } refusal)
                Ignore(change, refusal.Reason, refusal.Explanation);
            else if (change.Blob is null)
                _valid[change] = null;
            else if (contents[change.Blob] is { } content && VoteText.Parse(content, change.Commit.Author) is { } direction)
                _valid[change] = direction;
            else
                Ignore(change, IgnoredVoteReason.NoVote, $"does not say up or down and {change.Commit.Author}");
        }
    }

    private static (IgnoredVoteReason Reason, string Explanation)? WhyNot(VoteEvent change)
    {
        var commit = change.Commit;
        if (VotePath.Parse(change.Path) is not { } parts)
            return (IgnoredVoteReason.NoVote, "has no name of a vote, votes/RECIPE/VOTER");
        if (parts.Voter != VotePath.VoterOf(commit.Author))
            return (IgnoredVoteReason.ForgedAuthor, $"is not of {commit.Author}, who {(change.Blob is null ? "removed" : "wrote")} it");
        if (commit.IsBadlySigned)
            return (IgnoredVoteReason.BadSignature, $"has a signature that does not hold ({commit.Signature})");
        return !commit.IsSigned && commit.Author != commit.Committer
            ? (IgnoredVoteReason.CommittedByAnother, $"was committed by {commit.Committer} in the name of {commit.Author}, unsigned")
            : null;
    }

    private List<CountedVote> CountRecipe(IGrouping<string, VoteEvent> votes)
    {
        var latest = votes.GroupBy(vote => vote.Commit.Author).Select(LatestOf).Order(VoteEvent.ByTime).Reverse();
        var keys = new HashSet<string>();
        var counted = new List<CountedVote>();
        foreach (var vote in latest)
        {
            if (vote.Commit.IsSigned && !keys.Add(vote.Commit.Key!))
                Ignore(vote, IgnoredVoteReason.DoubleVote, $"is a second vote with the key {vote.Commit.Key}, as {vote.Commit.Author}");
            else if (_valid[vote] is { } direction)
                counted.Add(new CountedVote(votes.Key, vote.Commit.IsSigned ? vote.Commit.Key! : vote.Commit.Author, vote.Commit.Author, direction, vote.Commit.Hash));
        }

        return counted;
    }

    /// <summary>A person's last word on a recipe; of one who signs, only what is signed.</summary>
    private VoteEvent LatestOf(IGrouping<string, VoteEvent> votes)
    {
        var signed = votes.Where(vote => vote.Commit.IsSigned).ToList();
        if (signed.Count == 0)
            return votes.Last();
        foreach (var vote in votes.Where(vote => !vote.Commit.IsSigned))
            Ignore(vote, IgnoredVoteReason.Unsigned, $"is not signed, as other votes of {vote.Commit.Author} are");
        return signed[^1];
    }

    private void NameStrays(List<VoteEvent> events, GitFolder repository, CancellationToken cancellation)
    {
        var known = events.Select(change => change.Path).ToHashSet();
        foreach (var file in repository.Files(cancellation).Where(file => file.Path.StartsWith(VotePath.Folder + "/", StringComparison.Ordinal) && !known.Contains(file.Path)))
            _ignored.Add(new IgnoredVote(file.Path, null, IgnoredVoteReason.FromMerge, "came in by a merge, not by a commit of its voter"));
    }

    private void Ignore(VoteEvent change, IgnoredVoteReason reason, string explanation) =>
        _ignored.Add(new IgnoredVote(change.Path, change.Commit.Hash, reason, explanation));
}
