namespace Patina.Oxidize.Recipes;

/// <summary>A weight of the ranking that the recipe sets; the names are those of the search, which checks them.</summary>
/// <param name="Value">From 0 to 100.</param>
public sealed record RankingOverride(string Name, double Value, RecipePosition Position);
