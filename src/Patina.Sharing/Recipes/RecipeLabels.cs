namespace Patina.Sharing.Recipes;

/// <summary>What an author says of a recipe.</summary>
/// <param name="Name">Null for the model's.</param>
/// <param name="License">SPDX expression.</param>
public sealed record RecipeLabels(string? Name, string? Description, string? Author, string License);
