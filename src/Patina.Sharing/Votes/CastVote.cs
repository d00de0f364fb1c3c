using Patina.Sharing.Recipes;

namespace Patina.Sharing.Votes;

/// <param name="Email">Who voted.</param>
/// <param name="Path">The vote's file in the repository.</param>
/// <param name="Commit">Null when that was the vote already.</param>
public sealed record CastVote(SharedRecipe Recipe, VoteDirection Direction, string Email, string Path, string? Commit);
