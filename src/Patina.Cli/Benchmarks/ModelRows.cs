using Patina.Cli.Measurements;
using Patina.Cli.Models;
using Patina.Embeddings;
using Patina.Memory;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Benchmarks;

/// <summary>Finds which models, runtimes and precisions there are on this machine to be measured.</summary>
/// <param name="runtimes">Only these; empty for all that can compute a model.</param>
/// <param name="precisions">Only these; empty for all that are here or can be made here.</param>
internal sealed class ModelRows(
    ModelSetup setup, ProjectLayout project, Recipe own, IReadOnlyList<string> runtimes, IReadOnlyList<ModelPrecision> precisions, CancellationToken cancellation)
{
    private readonly List<ModelRow> _rows = [];
    private readonly List<SkippedRow> _skipped = [];

    public IReadOnlyList<ModelRow> Rows => _rows;

    public IReadOnlyList<SkippedRow> Skipped => _skipped;

    /// <summary>The recipe's model and those of the registry.</summary>
    public static IReadOnlyList<string> AllNames(ModelSetup setup, Recipe own) =>
        [.. setup.Registry.Value.All.Select(entry => entry.Name).Prepend(own.EmbeddingModel).Distinct(StringComparer.Ordinal)];

    public void Add(string name)
    {
        var recipe = MeasuredRecipe.Of(own, name) with { QueryRuntime = null };
        try
        {
            var usual = Resolve(recipe with { Runtime = RuntimeChoice.Auto, Precision = PrecisionChoice.Auto });
            if (usual.Runtime.Name == "static")
                AddTable(recipe, usual);
            else
                AddNetworks(recipe, usual);
        }
        catch (EmbeddingException refusal) when (refusal.Reason is EmbeddingError.NotFetched or EmbeddingError.Unsupported)
        {
            _skipped.Add(new SkippedRow(name, null, null, refusal.Message));
        }
    }

    private void AddTable(Recipe recipe, ResolvedModel model)
    {
        if (runtimes.Count > 0 && !runtimes.Contains("static"))
            _skipped.Add(new SkippedRow(recipe.EmbeddingModel, null, null, $"It is a table of vectors, which only the static runtime looks up; --runtime {string.Join(", ", runtimes)} leaves it out."));
        else if (precisions.Count > 0)
            _skipped.Add(new SkippedRow(recipe.EmbeddingModel, null, null, "It is a table of vectors and has one precision; --precision leaves it out."));
        else
            _rows.Add(new ModelRow(recipe with { Runtime = RuntimeChoice.Static, Precision = PrecisionChoice.Auto }, model));
    }

    /// <summary>With 32 bits first, which the others are compared with.</summary>
    private void AddNetworks(Recipe recipe, ResolvedModel usual)
    {
        foreach (var runtime in setup.Runtimes.Select(runtime => runtime.Name).Where(name => Enum.TryParse<RuntimeChoice>(name, ignoreCase: true, out _)))
        {
            if (runtimes.Count > 0 && !runtimes.Contains(runtime))
                continue;
            if (setup.Runtimes.First(candidate => candidate.Name == runtime).WhyNotHere() is { } reason)
            {
                if (runtimes.Contains(runtime))
                    _skipped.Add(new SkippedRow(recipe.EmbeddingModel, runtime, null, $"The {runtime} runtime cannot be used here: {reason}."));
                continue;
            }

            foreach (var precision in Choices(runtime, usual))
                AddNetwork(recipe with { Runtime = Enum.Parse<RuntimeChoice>(runtime, ignoreCase: true), Precision = precision }, runtime);
        }
    }

    private void AddNetwork(Recipe recipe, string runtime)
    {
        try
        {
            var row = new ModelRow(recipe, Resolve(recipe));
            if (!_rows.Exists(other => other.Title == row.Title))
                _rows.Add(row);
        }
        catch (EmbeddingException refusal) when (refusal.Reason is EmbeddingError.NotFetched)
        {
            var how = runtime == "mlx" ? "write runtime: mlx in the recipe, then run: patina model pull" : "run: patina model pull";
            _skipped.Add(new SkippedRow(
                recipe.EmbeddingModel, runtime, WordOf(recipe),
                $"Its weights are not on this machine. To measure it, {how} {recipe.EmbeddingModel}{PullOption(recipe)}"));
        }
        catch (EmbeddingException refusal) when (refusal.Reason is EmbeddingError.Unsupported)
        {
            // Most models lack most precisions; said only where somebody asked for this one.
            if (precisions.Count > 0 || runtimes.Count > 0)
                _skipped.Add(new SkippedRow(recipe.EmbeddingModel, runtime, WordOf(recipe), refusal.Message));
        }
    }

    /// <summary>
    /// What a model is published in. Where weights would have to be made first, which takes time and disk, 32 bits and the usual ones only:
    /// others are made when somebody asks for them. Where the variable asks for one precision, no other can be had.
    /// </summary>
    private IEnumerable<PrecisionChoice> Choices(string runtime, ResolvedModel usual)
    {
        if (Environment.GetEnvironmentVariable(EmbeddingModels.PrecisionVariable) is { Length: > 0 })
            return [PrecisionChoice.Auto];
        if (precisions.Count > 0)
            return precisions.Order().Select(precision => Enum.Parse<PrecisionChoice>(precision.ToString()));
        var hasGraph = usual.Options.WeightsFile is not null || GraphNames.Find(name => usual.Files.Find(name) is not null).Count > 0;
        return runtime != "onnx" ? [PrecisionChoice.Fp32, PrecisionChoice.Auto]
            : hasGraph ? Enum.GetValues<PrecisionChoice>().Where(choice => choice != PrecisionChoice.Auto)
            : [PrecisionChoice.Fp32, PrecisionChoice.Int8];
    }

    private static string? WordOf(Recipe recipe) => recipe.Precision == PrecisionChoice.Auto ? null : recipe.Precision.ToString().ToLowerInvariant();

    private static string PullOption(Recipe recipe) => WordOf(recipe) is { } word ? $" --precision {word}" : "";

    private ResolvedModel Resolve(Recipe recipe) => setup.Models.Resolve(recipe.ToRequest(project), cancellation);
}
