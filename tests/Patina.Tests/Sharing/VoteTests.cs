using System.Diagnostics;
using Patina.Sharing;
using Patina.Sharing.Votes;

namespace Patina.Tests.Sharing;

public sealed class VoteTests
{
    [Fact]
    public void Cast_Twice_CountsOnce()
    {
        using var ada = VotingClone.Found("Ada");

        var first = Cast(ada, "a.yaml", VoteDirection.Up);
        var second = Cast(ada, "a.yaml", VoteDirection.Up);

        Assert.NotNull(first.Commit);
        Assert.Null(second.Commit);
        Assert.Equal((1, 0), Votes(ada, "a.yaml"));
        Assert.Equal((0, 0), Votes(ada, "b.yaml"));
        Assert.Equal("", ada.Git("status", "--porcelain"));
    }

    [Fact]
    public void Cast_OtherWay_ReplacesTheVote()
    {
        using var ada = VotingClone.Found("Ada");

        Cast(ada, "a.yaml", VoteDirection.Up);
        Cast(ada, "a.yaml", VoteDirection.Down);

        Assert.Equal((0, 1), Votes(ada, "a.yaml"));
    }

    [Fact]
    public void Cast_WithStagedWork_LeavesItStaged()
    {
        using var ada = VotingClone.Found("Ada");
        ada.Write("draft.md", "not yet\n");
        ada.Git("add", "draft.md");

        Cast(ada, "a.yaml", VoteDirection.Up);

        Assert.Equal("A  draft.md", ada.Git("status", "--porcelain"));
        Assert.DoesNotContain("draft.md", ada.Git("ls-tree", "-r", "--name-only", "HEAD"), StringComparison.Ordinal);
    }

    [Fact]
    public void Cast_InCloneWithHooksAndFilters_RunsNoneOfThem()
    {
        using var ada = VotingClone.Found("Ada");
        var trace = Path.Combine(ada.Root, ".git", "was-run");
        ada.Git("config", "filter.evil.clean", $"touch '{trace}'");
        ada.Git("config", "core.fsmonitor", $"touch '{trace}'");
        ada.Git("config", "gpg.program", $"touch '{trace}'");
        foreach (var hook in new[] { "pre-commit", "post-commit", "reference-transaction", "post-index-change" })
        {
            var path = Path.Combine(ada.Root, ".git", "hooks", hook);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, $"#!/bin/sh\ntouch '{trace}'\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.WriteAllText(Path.Combine(ada.Root, ".git", "info", "attributes"), "* filter=evil\n");
        Cast(ada, "a.yaml", VoteDirection.Up);
        Votes(ada, "a.yaml");

        Assert.False(File.Exists(trace));
    }

    [Fact]
    public void Count_TwoPeopleDivergedAndMerged_IsTheUnionInBothClones()
    {
        using var ada = VotingClone.Found("Ada");
        using var ben = VotingClone.Of(ada, "Ben");
        Cast(ada, "a.yaml", VoteDirection.Up);
        Cast(ada, "b.yaml", VoteDirection.Down);
        Cast(ben, "a.yaml", VoteDirection.Up);
        Cast(ben, "b.yaml", VoteDirection.Up);

        ada.Merge(ben);
        ben.Merge(ada);

        foreach (var clone in new[] { ada, ben })
        {
            Assert.Equal((2, 0), Votes(clone, "a.yaml"));
            Assert.Equal((1, 1), Votes(clone, "b.yaml"));
            Assert.Equal("", clone.Git("status", "--porcelain"));
            Assert.Equal(["recipe a", "recipe b"], Count(clone).Rows.Select(row => row.Recipe.Name));
        }
    }

    [Fact]
    public void Count_OnePersonDivergedInTwoClones_MergesWithoutConflictAndCountsTheLaterVote()
    {
        using var ada = VotingClone.Found("Ada");
        using var laptop = VotingClone.Of(ada, "Ada");
        using var third = VotingClone.Of(ada, "Cleo");
        Cast(ada, "a.yaml", VoteDirection.Up);
        Cast(laptop, "a.yaml", VoteDirection.Up);
        Cast(laptop, "a.yaml", VoteDirection.Down);
        laptop.Git("commit", "--quiet", "--amend", "--no-edit", "--date", DateTimeOffset.UtcNow.AddMinutes(5).ToString("O"));

        third.Merge(laptop);
        third.Merge(ada);
        ada.Merge(laptop);

        Assert.Equal((0, 1), Votes(ada, "a.yaml"));
        Assert.Equal((0, 1), Votes(third, "a.yaml"));
        Assert.Empty(Count(ada).Ignored);
    }

    [Fact]
    public void Count_FileOfAnotherPerson_IsIgnoredAndNamed()
    {
        using var ada = VotingClone.Found("Ada");
        using var eve = VotingClone.Of(ada, "Eve");
        var forged = Cast(eve, "a.yaml", VoteDirection.Down).Path.Replace(VotePath.VoterOf(eve.Email), VotePath.VoterOf(ada.Email), StringComparison.Ordinal);
        eve.Write(forged, VoteText.Write(VoteDirection.Down, ada.Email));
        eve.Commit("Vote");

        var ignored = Assert.Single(Count(eve).Ignored);

        Assert.Equal((0, 1), Votes(eve, "a.yaml"));
        Assert.Equal((IgnoredVoteReason.ForgedAuthor, forged), (ignored.Reason, ignored.Path));
        Assert.Contains(eve.Email, ignored.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_CommitInAnothersName_IsIgnoredAndNamed()
    {
        using var ada = VotingClone.Found("Ada");
        using var eve = VotingClone.Of(ada, "Eve");
        var recipe = Count(ada).Rows[0].Recipe.Id;
        eve.Write(VotePath.Of(recipe, ada.Email), VoteText.Write(VoteDirection.Down, ada.Email));
        eve.Commit("Vote", "--author", $"Ada <{ada.Email}>");

        var ignored = Assert.Single(Count(eve).Ignored);

        Assert.All(Count(eve).Rows, row => Assert.Equal((0, 0), (row.Up, row.Down)));
        Assert.Equal(IgnoredVoteReason.CommittedByAnother, ignored.Reason);
    }

    [Fact]
    public void Count_VoteRemovedByAnother_StillCounts()
    {
        using var ada = VotingClone.Found("Ada");
        var path = Cast(ada, "a.yaml", VoteDirection.Up).Path;
        using var eve = VotingClone.Of(ada, "Eve");
        eve.Git("rm", "--quiet", path);
        eve.Commit("Tidy");

        Assert.Equal((1, 0), Votes(eve, "a.yaml"));
        Assert.Equal(IgnoredVoteReason.ForgedAuthor, Assert.Single(Count(eve).Ignored).Reason);
    }

    [Fact]
    public void Count_VoteRemovedByItsVoter_IsWithdrawn()
    {
        using var ada = VotingClone.Found("Ada");
        var path = Cast(ada, "a.yaml", VoteDirection.Up).Path;
        ada.Git("rm", "--quiet", path);
        ada.Commit("Withdraw");

        Assert.Equal((0, 0), Votes(ada, "a.yaml"));
        Assert.Empty(Count(ada).Ignored);
    }

    [Fact]
    public void Count_FilesThatAreNoVotes_AreIgnoredAndNamed()
    {
        using var ada = VotingClone.Found("Ada");
        var recipe = Count(ada).Rows[0].Recipe.Id;
        ada.Write("votes/readme.md", "vote here\n");
        ada.Write(VotePath.Of(recipe, ada.Email) + "-again", VoteText.Write(VoteDirection.Up, ada.Email));
        ada.Commit("More votes");
        ada.Write(VotePath.Of(recipe, ada.Email), "up ada@example.org\nup ada@example.org\n");
        ada.Commit("Vote twice in one file");

        Assert.Equal([IgnoredVoteReason.NoVote, IgnoredVoteReason.NoVote, IgnoredVoteReason.NoVote], Count(ada).Ignored.Select(ignored => ignored.Reason));
        Assert.All(Count(ada).Rows, row => Assert.Equal(0, row.Up));
    }

    [Fact]
    public void Count_FileThatAppearsInAMerge_IsIgnoredAndNamed()
    {
        using var ada = VotingClone.Found("Ada");
        using var eve = VotingClone.Of(ada, "Eve");
        ada.Write("notes.md", "hello\n");
        ada.Commit("Add notes");
        eve.Write("more.md", "hello\n");
        eve.Commit("Add more");
        eve.Git("fetch", "--quiet", ada.Root, "main");
        eve.Git("merge", "--quiet", "--no-commit", "FETCH_HEAD");
        eve.Write(VotePath.Of(Count(ada).Rows[0].Recipe.Id, ada.Email), VoteText.Write(VoteDirection.Up, ada.Email));
        eve.Commit("Merge");

        Assert.Equal(IgnoredVoteReason.FromMerge, Assert.Single(Count(eve).Ignored).Reason);
        Assert.All(Count(eve).Rows, row => Assert.Equal(0, row.Up));
    }

    [SkippableFact]
    public void Count_SignedVotes_AreTheKeysAndOneKeyCountsOnce()
    {
        Skip.If(OperatingSystem.IsWindows() || !File.Exists("/usr/bin/ssh-keygen"), "needs ssh-keygen to sign with");
        using var ada = VotingClone.Found("Ada");
        using var keys = new TemporaryFolder();
        var key = Path.Combine(keys.Path, "key");
        Process.Start("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]).WaitForExit();
        var recipe = Count(ada).Rows[0].Recipe.Id;

        Sign(ada, key, recipe, "ada@example.org", VoteDirection.Up);
        Sign(ada, key, recipe, "ada.also@example.org", VoteDirection.Up);
        ada.Git("config", "commit.gpgSign", "false");
        ada.Git("config", "user.email", "ada@example.org");
        Cast(ada, "a.yaml", VoteDirection.Down);

        Assert.Equal((1, 0), Votes(ada, "a.yaml"));
        Assert.Equal([IgnoredVoteReason.Unsigned, IgnoredVoteReason.DoubleVote], Count(ada).Ignored.Select(ignored => ignored.Reason));
    }

    [Fact]
    public void Cast_WithoutAnIdentity_IsRefused()
    {
        using var ada = VotingClone.Found("Ada");
        ada.Git("config", "user.email", "");

        var refusal = Assert.Throws<SharingException>(() => Cast(ada, "a.yaml", VoteDirection.Up));

        Assert.Equal(SharingError.NoVoter, refusal.Reason);
    }

    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(1, 0, 0.2065, 1)]
    [InlineData(8, 2, 0.4902, 0.9433)]
    [InlineData(80, 20, 0.7112, 0.8666)]
    public void WilsonBound_KnownCounts_HasTheKnownEnds(int up, int down, double low, double high)
    {
        var bound = WilsonBound.Of(up, down);

        Assert.Equal(low, bound.Low, 0.0001);
        Assert.Equal(high, bound.High, 0.0001);
    }

    private static void Sign(VotingClone clone, string key, string recipe, string email, VoteDirection direction)
    {
        clone.Git("config", "gpg.format", "ssh");
        clone.Git("config", "user.signingKey", key);
        clone.Git("config", "commit.gpgSign", "true");
        clone.Git("config", "user.email", email);
        clone.Write(VotePath.Of(recipe, email), VoteText.Write(direction, email));
        clone.Commit("Vote");
    }

    private static CastVote Cast(VotingClone clone, string recipe, VoteDirection direction) =>
        VoteCaster.Cast(clone.Root, recipe, direction, CancellationToken.None);

    private static Leaderboard Count(VotingClone clone) => Leaderboard.OfFolder(clone.Root, CancellationToken.None);

    private static (int Up, int Down) Votes(VotingClone clone, string path) =>
        Count(clone).Rows.Where(row => row.Path == path).Select(row => (row.Up, row.Down)).Single();
}
