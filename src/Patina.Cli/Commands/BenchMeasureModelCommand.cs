using System.CommandLine;
using Patina.Cli.Benchmarks;
using Patina.Cli.Measurements;
using Patina.Embeddings;
using Patina.Eval.Results;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Commands;

/// <summary><c>patina bench measure-model</c>: what <c>bench models</c> runs in a process of its own for each row. Not for people.</summary>
internal sealed class BenchMeasureModelCommand : PatinaCommand
{
    private readonly Argument<string> _model = new("model") { Description = "A model as a recipe names it." };

    private readonly Option<string> _runtime = new("--runtime") { Description = "What computes it.", Required = true };

    private readonly Option<string?> _precision = new Option<string?>("--precision") { Description = "Which weights." }.AcceptOnly([.. Precisions.Words]);

    private readonly Option<string> _result = new("--result") { Description = "The file that is written.", Required = true };

    private readonly Option<bool> _prepare = new("--prepare") { Description = "Only make what has to be made before it can be opened." };

    public BenchMeasureModelCommand(Shell shell)
        : base(shell, MeasuringProcess.Command, "Measure one model in this process and write a result.", "patina bench measure-model e5-base-v2 --runtime onnx --precision int8 --result FILE")
    {
        Hidden = true;
        Add(_model);
        Add(_runtime);
        Add(_precision);
        Add(_result);
        Add(_prepare);
    }

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        var recipe = MeasuredRecipe.Of(RecipeFile.Load(project), line.GetRequiredValue(_model)) with
        {
            QueryRuntime = null,
            Runtime = Enum.Parse<RuntimeChoice>(line.GetRequiredValue(_runtime), ignoreCase: true),
            Precision = line.GetValue(_precision) is { } word ? Enum.Parse<PrecisionChoice>(word, ignoreCase: true) : PrecisionChoice.Auto,
        };
        var row = new ModelRow(recipe, Shell.Models.Resolve(recipe.ToRequest(project), Shell.Cancellation));
        if (line.GetValue(_prepare))
        {
            SpeedMeasurement.Prepare(row, Shell.Cancellation);
            return ExitCode.Ok;
        }

        var vectors = ProbeVectors.PathFor(row.Stamp());
        File.WriteAllBytes(line.GetRequiredValue(_result), ResultFile.ToBytes(SpeedMeasurement.Run(row, project, vectors, Shell.Cancellation)));
        return ExitCode.Ok;
    }
}
