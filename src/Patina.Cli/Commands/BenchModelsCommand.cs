using System.CommandLine;
using System.Globalization;
using Patina.Cli.Advice;
using Patina.Cli.Benchmarks;
using Patina.Cli.Reports;
using Patina.Embeddings;
using Patina.Eval;
using Patina.Eval.Results;
using Patina.Memory;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Commands;

/// <summary><c>patina bench models</c>: every model, runtime and precision that this machine has, in one table.</summary>
internal sealed class BenchModelsCommand : PatinaCommand
{
    private readonly Argument<string[]> _models = new("model")
    {
        Description = "Models as a recipe names them. Default: the recipe's and all of the registry.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _runtimes = new Option<string[]>("--runtime")
    {
        Description = "Only this runtime; may be given several times.",
        HelpName = "static|onnx|mlx",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> _precisions = new Option<string[]>("--precision")
    {
        Description = "Only these weights, made first where they are not published; may be given several times. Default: those that are here, or 32 bits and INT8.",
        HelpName = string.Join('|', Precisions.Words),
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _noQuality = new("--no-quality") { Description = "Measure load, speed and memory only; ask no questions." };

    private readonly Option<bool> _full = new("--full") { Description = "Measure again what was measured before." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be measured and how long it is expected to take." };

    private readonly Option<bool> _json = CommonOptions.Json();

    public BenchModelsCommand(Shell shell)
        : base(
            shell, "models",
            "Measure load time, speed, memory, disk, agreement and answers of each model, runtime and precision that is on this machine. What was measured before is kept; fetches nothing.",
            "patina bench models                                  # all that are here",
            "patina bench models patina-static-v1 e5-base-v2      # these two",
            "patina bench models e5-base-v2 --precision fp32 --precision int8 --no-quality",
            "patina bench models --dry-run                        # how long it would take",
            "patina bench history                                 # what was measured over time")
    {
        _runtimes.AcceptOnlyFromAmong("static", "onnx", "mlx");
        _precisions.AcceptOnlyFromAmong([.. Precisions.Words]);
        Add(_models);
        Add(_runtimes);
        Add(_precisions);
        Add(_noQuality);
        Add(_full);
        Add(_dryRun);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        var own = RecipeFile.Load(project);
        var rows = new ModelRows(
            Shell.Setup, project, own, line.GetRequiredValue(_runtimes), [.. line.GetRequiredValue(_precisions).Select(word => Precisions.Parse(word)!.Value)], Shell.Cancellation);
        var names = line.GetRequiredValue(_models) is { Length: > 0 } named ? named.Distinct(StringComparer.Ordinal) : ModelRows.AllNames(Shell.Setup, own);
        foreach (var name in names)
            rows.Add(name);

        var plan = Plan(line, project, rows.Rows);
        if (!line.GetValue(Shell.Quiet))
            Say(plan);
        if (line.GetValue(_dryRun))
        {
            ModelBenchmarkReport.Write(Shell.Terminal, new ModelBenchmarkResult(plan, [], rows.Skipped, []), line.GetValue(_json));
            return ExitCode.Ok;
        }

        var failed = new List<SkippedRow>();
        var measured = Shell.Watch(line, progress =>
        {
            using var benchmark = new ModelBenchmark(project, failed.Add, progress, Shell.Cancellation);
            return benchmark.Run(plan);
        });
        ModelBenchmarkReport.Write(Shell.Terminal, new ModelBenchmarkResult(plan, measured, rows.Skipped, failed), line.GetValue(_json));
        return failed.Count == 0 && measured.Count > 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private List<PlannedRow> Plan(ParseResult line, ProjectLayout project, IReadOnlyList<ModelRow> rows)
    {
        var results = new ResultStore(project).Read(message => Shell.Terminal.Say($"patina: passed over: {message}"));
        var finished = new FinishedRows(line.GetValue(_full) ? [] : results);
        var estimate = new TimeEstimate(results, ProjectTraits.Of(project, Shell.Cancellation).Chunks);
        var asks = !line.GetValue(_noQuality) && CanAsk(project);
        return [.. rows.Select(row =>
        {
            var stamp = row.Stamp();
            var asked = asks ? ProjectEvaluation.DigestOf(project, row.Recipe, Shell.Cancellation) : null;
            var speed = finished.SpeedOf(stamp);
            var quality = asked is null ? null : finished.QualityOf(stamp, asked);
            return new PlannedRow(
                row, stamp, speed, asked, quality, speed is null ? estimate.OfSpeed(row) : TimeSpan.Zero,
                asked is null || quality is not null ? TimeSpan.Zero : estimate.OfQuality(row));
        })];
    }

    /// <summary>Without history nothing asks; the rest can be measured all the same.</summary>
    private bool CanAsk(ProjectLayout project)
    {
        try
        {
            ProjectEvaluation.DigestOf(project, Recipe.Default, Shell.Cancellation);
            return true;
        }
        catch (EvalException failure) when (failure.Reason == EvalError.NoCheckout)
        {
            Shell.Terminal.Say($"patina: answers are not measured: {failure.Message}");
            return false;
        }
    }

    /// <summary>Before anything is measured: what, and how long it is expected to take.</summary>
    private void Say(IReadOnlyList<PlannedRow> plan)
    {
        var open = plan.Where(row => !row.IsFinished).ToList();
        var minutes = open.Sum(row => row.Estimate.TotalMinutes);
        Shell.Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{open.Count} {(open.Count == 1 ? "row" : "rows")} to measure, {plan.Count - open.Count} kept from before; expected to take about {minutes:0.0} minutes:"));
        foreach (var row in open)
            Shell.Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"  {row.Row.Title}: {row.Estimate.TotalMinutes:0.0} minutes"));
    }
}
