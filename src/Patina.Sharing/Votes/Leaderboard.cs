using Patina.Sharing.Git;
using Patina.Sharing.Recipes;

namespace Patina.Sharing.Votes;

/// <summary>The recipes of a repository by the votes in it: first the one that can least be thought worse.</summary>
/// <param name="Refused">Files that say they are recipes and are none, with the reason.</param>
/// <param name="Ignored">What is among the votes and does not count.</param>
/// <param name="Unknown">Votes for recipes that are not in the repository, or were changed since.</param>
public sealed record Leaderboard(
    IReadOnlyList<LeaderboardRow> Rows, IReadOnlyList<RefusedRecipe> Refused, IReadOnlyList<IgnoredVote> Ignored, int Unknown)
{
    /// <summary>Counts a clone on this machine; opens no connection.</summary>
    /// <exception cref="SharingException">There is no such repository.</exception>
    public static Leaderboard OfFolder(string folder, CancellationToken cancellation)
    {
        using var repository = GitFolder.Open(folder, cancellation);
        return Of(repository, cancellation);
    }

    /// <summary>Fetches a repository, counts, and forgets it.</summary>
    /// <exception cref="SharingException">The address is not allowed, or cannot be fetched.</exception>
    public static Leaderboard OfAddress(GitAddress address, CancellationToken cancellation)
    {
        using var repository = GitFolder.Fetch(address, wholeHistory: true, cancellation);
        return Of(repository, cancellation);
    }

    private static Leaderboard Of(GitFolder repository, CancellationToken cancellation)
    {
        var shelf = RecipeShelf.Read(repository, cancellation);
        var ballot = Ballot.Count(repository, cancellation);
        var votes = ballot.Counted.ToLookup(vote => vote.Recipe);
        var rows = shelf.Recipes.Select(recipe => RowOf(recipe, votes[recipe.Recipe.Id]))
            .OrderByDescending(row => row.Low).ThenByDescending(row => row.Up).ThenBy(row => row.Path, StringComparer.Ordinal);
        var known = shelf.Recipes.Select(recipe => recipe.Recipe.Id).ToHashSet();
        return new Leaderboard([.. rows], shelf.Refused, ballot.Ignored, ballot.Counted.Count(vote => !known.Contains(vote.Recipe)));
    }

    private static LeaderboardRow RowOf(ShelvedRecipe recipe, IEnumerable<CountedVote> votes)
    {
        var counted = votes.ToList();
        var up = counted.Count(vote => vote.Direction == VoteDirection.Up);
        var (low, high) = WilsonBound.Of(up, counted.Count - up);
        return new LeaderboardRow(recipe.Path, recipe.Recipe, up, counted.Count - up, low, high);
    }
}
