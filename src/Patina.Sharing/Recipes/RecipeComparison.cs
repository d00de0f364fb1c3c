using Patina.Embeddings;
using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>What applying a shared recipe would change, key by key.</summary>
internal static class RecipeComparison
{
    /// <param name="locked">What the project's lock pins; null without.</param>
    /// <param name="pin">What the shared recipe pins.</param>
    public static IReadOnlyList<RecipeChange> Of(Recipe before, ModelPin? locked, Recipe after, ModelPin? pin)
    {
        var old = Keys(before, locked).ToDictionary(entry => entry.Key, entry => entry.Value);
        var changed = Keys(after, pin).ToDictionary(entry => entry.Key, entry => entry.Value);
        return
        [
            .. changed.Keys.Union(old.Keys)
                .Select(key => new RecipeChange(key, old.GetValueOrDefault(key), changed.GetValueOrDefault(key)))
                .Where(change => change.Before != change.After),
        ];
    }

    private static IEnumerable<(string Key, string Value)> Keys(Recipe recipe, ModelPin? pin)
    {
        foreach (var key in RecipeKeys.Of(recipe))
            yield return key;
        if (pin is not null)
            yield return ("model revision", $"{pin.Repository}@{pin.Commit}");
        foreach (var (path, digest) in pin?.Files.OrderBy(file => file.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, string>>())
            yield return ($"model file {path}", digest);
        foreach (var projection in recipe.Projections)
        {
            foreach (var (key, value) in ProjectionKeys.Of(projection))
                yield return ($"projections.{projection.Name}.{key}", value);
        }
    }
}
