using System.Globalization;
using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>The keys of a projection in a recipe, with their values as YAML.</summary>
internal static class ProjectionKeys
{
    /// <summary>Every key that decides the weights, in the order of a recipe. What is local, such as traces, is left out.</summary>
    public static IEnumerable<(string Key, string Value)> Of(ProjectionRecipe projection)
    {
        static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

        yield return ("layers", projection.Layers.ToString());
        yield return ("epochs", projection.Epochs.ToString(CultureInfo.InvariantCulture));
        yield return ("batch_size", projection.BatchSize.ToString(CultureInfo.InvariantCulture));
        yield return ("learning_rate", Number(projection.LearningRate));
        yield return ("loss", SharedRecipeText.WordOf(projection.Loss));
        yield return ("margin", Number(projection.Margin));
        yield return ("temperature", Number(projection.Temperature));
        if (projection.HardNegatives != 0)
            yield return ("hard_negatives", projection.HardNegatives?.ToString(CultureInfo.InvariantCulture) ?? "auto");
        if (projection.Partners is { } partners)
            yield return ("partners", Number(partners));
        yield return ("seed", projection.Seed.ToString(CultureInfo.InvariantCulture));
        if (projection.Instruction is { } instruction)
            yield return ("instruction", SharedRecipeText.Quote(instruction));
    }
}
