using System.Numerics.Tensors;
using Patina.Cli.Reports;
using Patina.Embeddings;
using Patina.Memory;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Doctor;

/// <summary>Whether the recipe's model loads and makes vectors.</summary>
internal static class ModelCheck
{
    private const string Sample = "function that parses a configuration file";
    private const float Tolerance = 1e-3f;

    /// <returns>Whether it can be used.</returns>
    public static bool Run(ProjectLayout project, Recipe recipe, EmbeddingModels models, Findings findings)
    {
        var repair = EmbeddingModels.Embedded.Contains(recipe.EmbeddingModel)
            ? InstallationCheck.Reinstall
            : EmbeddingModels.IsOfHub(recipe.EmbeddingModel)
            ? $"patina model pull, or name another model in {Path.GetRelativePath(project.Root, project.RecipePath)}"
            : $"put the model in order, or name another in {Path.GetRelativePath(project.Root, project.RecipePath)}";
        return findings.Check("model", repair, () => Examine(project, recipe, models, repair));
    }

    /// <summary>Which runtimes share it; that they may was found when it was opened.</summary>
    private static string Shared(ResolvedModel model) => model.Questions is null ? "" : $"; {ModelReport.RuntimeOf(model)}, which agree";

    private static Finding Examine(ProjectLayout project, Recipe recipe, EmbeddingModels models, string repair)
    {
        if (EmbeddingModels.Embedded.Contains(recipe.EmbeddingModel))
            models.VerifyEmbedded(recipe.EmbeddingModel);
        var model = models.Resolve(recipe.ToRequest(project));
        using var engine = model.Open();
        var vector = new float[engine.Dimension];
        engine.EmbedQuery(Sample, vector);
        var length = TensorPrimitives.Norm(vector);
        return Math.Abs(length - 1) <= Tolerance
            ? Finding.Ok("model", $"{engine.ModelName}, {engine.Dimension} dimensions{Shared(model)}")
            : Finding.Problem("model", $"{engine.ModelName}: a vector has length {length:F4}, expected 1", repair);
    }
}
