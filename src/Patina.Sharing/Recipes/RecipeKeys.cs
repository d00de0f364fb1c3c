using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Patina.Embeddings;
using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>The keys of a recipe but for notes and projections, with their values as YAML; those that are not set are left out.</summary>
internal static partial class RecipeKeys
{
    public static IEnumerable<(string Key, string Value)> Of(Recipe recipe)
    {
        var defaults = Recipe.Default;
        List<(string Key, string? Value)> keys =
        [
            ("embedding_model", PlainForm().IsMatch(recipe.EmbeddingModel) ? recipe.EmbeddingModel : SharedRecipeText.Quote(recipe.EmbeddingModel)),
            ("runtime", recipe.QueryRuntime is { } query
                ? $"{{query: {SharedRecipeText.WordOf(query)}, batch: {SharedRecipeText.WordOf(recipe.Runtime)}}}" : SharedRecipeText.WordOf(recipe.Runtime)),
            ("precision", recipe.Precision == defaults.Precision ? null : SharedRecipeText.WordOf(recipe.Precision)),
            .. OfModel(recipe.ExtractionLayer, recipe.Pooling, recipe.Dimensions, recipe.MaxLength, recipe.QueryPrefix, recipe.PassagePrefix, recipe.InstructionPrefix),
            ("provider", recipe.Provider == defaults.Provider ? null : SharedRecipeText.WordOf(recipe.Provider)),
            ("threads", Number(recipe.Threads)),
            ("graph_optimization", recipe.GraphOptimization == defaults.GraphOptimization ? null : SharedRecipeText.WordOf(recipe.GraphOptimization)),
            ("keep_optimized", recipe.KeepOptimized ? "true" : null),
            ("mlx", Limits(recipe.Mlx)),
            ("fast_dimensions", Number(recipe.FastDimensions)),
        ];
        return keys.Where(key => key.Value is not null).Select(key => (key.Key, key.Value!));
    }

    /// <summary>The keys that a shared recipe has as well; null where not set.</summary>
    public static IEnumerable<(string Key, string? Value)> OfModel(
        int? layer, PoolingChoice? pooling, int? dimensions, int? maxLength, string? query, string? passage, string? instruction) =>
    [
        ("extraction_layer", Number(layer)),
        ("pooling", pooling is { } choice ? PoolingWord(choice) : null),
        ("dimensions", Number(dimensions)),
        ("max_length", Number(maxLength)),
        ("query_prefix", Text(query)),
        ("passage_prefix", Text(passage)),
        ("instruction_prefix", Text(instruction)),
    ];

    /// <summary>As recipes have it: <c>weighted_mean</c>.</summary>
    public static string PoolingWord(PoolingChoice pooling) => JsonNamingPolicy.SnakeCaseLower.ConvertName(pooling.ToString());

    private static string? Limits(MlxLimits limits)
    {
        var parts = new[] { ("memory_limit", limits.Memory), ("cache_limit", limits.Cache) }.Where(limit => limit.Item2 is not null).ToList();
        return parts.Count == 0 ? null : $"{{{string.Join(", ", parts.Select(limit => $"{limit.Item1}: {ByteSize.WordOf(limit.Item2!.Value)}"))}}}";
    }

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(string? value) => value is null ? null : SharedRecipeText.Quote(value);

    /// <summary>Names that YAML reads as one text without quotes.</summary>
    [GeneratedRegex(@"\A(hf:)?[A-Za-z0-9./_~][A-Za-z0-9./_@+-]*\z")]
    private static partial Regex PlainForm();
}
