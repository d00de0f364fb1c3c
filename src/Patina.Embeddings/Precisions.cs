namespace Patina.Embeddings;

/// <summary>The words for precisions in recipes, registries and variables.</summary>
public static class Precisions
{
    /// <summary>In the order of <see cref="ModelPrecision"/>.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetNames<ModelPrecision>().Select(name => name.ToLowerInvariant())];

    public static string WordOf(ModelPrecision precision) => Words[(int)precision];

    /// <summary>Null for a word that is none.</summary>
    public static ModelPrecision? Parse(string word) => Words.ToList().IndexOf(word) is >= 0 and var index ? (ModelPrecision)index : null;
}
