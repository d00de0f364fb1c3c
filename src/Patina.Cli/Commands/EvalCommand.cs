using System.CommandLine;
using Patina.Cli.Benchmarks;
using Patina.Cli.Measurements;
using Patina.Cli.Reports;
using Patina.Embeddings;
using Patina.Eval;
using Patina.Eval.Gates;
using Patina.Eval.Results;
using Patina.Memory;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Commands;

/// <summary><c>patina eval</c>: how well models and rankings find in this project what its later history asks for.</summary>
internal sealed class EvalCommand : PatinaCommand
{
    private readonly Option<string[]> _models = new("--model", "-m")
    {
        Description = "A model as a recipe names it; may be given several times. Default: the recipe's.",
        HelpName = "MODEL",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _runtime = new Option<string?>("--runtime") { Description = "What computes the models.", HelpName = "RUNTIME" }
        .AcceptOnly([.. Enum.GetNames<RuntimeChoice>().Select(name => name.ToLowerInvariant())]);

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "An earlier result, a file of .patina/results: exits with 1 where a row fell below it by more than chance explains.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _failUnder = new("--fail-under")
    {
        Description = $"Exits with 1 where a figure is lower: [SET:[RANKING:]]METRIC=VALUE with {string.Join(", ", FailCondition.MetricNames)}. May be given several times.",
        HelpName = "METRIC=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _noSave = new("--no-save") { Description = "Write nothing to .patina/results." };

    private readonly Option<bool> _json = CommonOptions.Json();

    public EvalCommand(Shell shell)
        : base(
            shell, "eval",
            "Measure how well this project's memory answers, on questions that its own later history, comments, headings, calls and notes ask.",
            "patina eval",
            "patina eval --model patina-static-v1 --model e5-base-v2    # which of the two finds more here",
            "patina eval --fail-under commits:recall@10=0.4             # in CI: exits with 1 below it",
            "patina eval --baseline .patina/results/FILE.json --no-save")
    {
        Add(_models);
        Add(_runtime);
        Add(_baseline);
        Add(_failUnder);
        Add(_noSave);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        FailCondition[] conditions = [.. line.GetRequiredValue(_failUnder).Select(FailCondition.Parse)];
        var baseline = line.GetValue(_baseline) is { } file ? ResultFile.Read(file) : null;
        var recipes = RecipesOf(line, project);
        ResolvedModel[] resolved = [.. recipes.Select(recipe => Shell.Models.Resolve(recipe.ToRequest(project), Shell.Cancellation))];
        var report = Shell.Watch(line, progress => Measure(project, recipes, resolved, progress));
        var fallen = report.Models.SelectMany(model => conditions.SelectMany(condition => condition.Check(model.Model, model.Quality))).ToList();
        if (baseline is not null)
            fallen.AddRange(report.Models.SelectMany(model => Baseline.Check(model.Model, model.Quality, baseline)));
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => EvalJson.Write(json, report, fallen));
        else
            EvalText.Write(Shell.Terminal.Out, Shell.Terminal.Ink, report, fallen);
        if (!line.GetValue(_noSave))
            Save(line, project, report);
        return fallen.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private EvalReport Measure(ProjectLayout project, IReadOnlyList<Recipe> recipes, ResolvedModel[] resolved, IProgress<StageProgress> progress)
    {
        using var evaluation = ProjectEvaluation.Prepare(project, progress, Shell.Cancellation);
        var models = new List<ModelEvaluation>();
        var results = new List<MeasuredResult>();
        foreach (var (recipe, model) in recipes.Zip(resolved))
        {
            using var engine = model.Open(Shell.Cancellation);
            var measured = evaluation.Measure(recipe, engine, progress, Shell.Cancellation);
            models.Add(measured);
            results.Add(EvaluationResult.Of(evaluation, new ModelRow(recipe, model), ProjectEvaluation.DigestOf(project, recipe, Shell.Cancellation), engine, measured));
        }

        return new EvalReport(evaluation.Indexed, evaluation.Sets, evaluation.TooSmall, models, results, ProjectEvaluation.Compare(models));
    }

    /// <summary>The project's recipe for its own model, and its projections with the model's own settings for any other.</summary>
    private List<Recipe> RecipesOf(ParseResult line, ProjectLayout project)
    {
        var own = RecipeFile.Load(project);
        var names = line.GetRequiredValue(_models);
        var recipes = names.Length == 0
            ? [own]
            : names.Distinct(StringComparer.Ordinal).Select(name => MeasuredRecipe.Of(own, name)).ToList();
        return line.GetValue(_runtime) is { } word
            ? recipes.ConvertAll(recipe => recipe with { Runtime = Enum.Parse<RuntimeChoice>(word, ignoreCase: true), QueryRuntime = null })
            : recipes;
    }

    private void Save(ParseResult line, ProjectLayout project, EvalReport report)
    {
        var store = new ResultStore(project);
        foreach (var path in report.Results.Select(store.Add).ToList())
        {
            if (!line.GetValue(Shell.Quiet))
                Shell.Terminal.Say($"kept in {Path.GetRelativePath(project.Root, path)}");
        }
    }
}
