using Patina.Sharing.Recipes;

namespace Patina.Sharing.Votes;

/// <param name="Path">In the repository.</param>
/// <param name="Low">Lower end of the 95 % interval of the share of up-votes.</param>
public sealed record LeaderboardRow(string Path, SharedRecipe Recipe, int Up, int Down, double Low, double High);
