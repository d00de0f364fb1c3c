namespace Patina.Sharing.Recipes;

/// <summary>A key that two recipes disagree on.</summary>
/// <param name="Before">Null where the key is not set.</param>
/// <param name="After">Null where the key is not set.</param>
public sealed record RecipeChange(string Key, string? Before, string? After);
