using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Embeddings;
using Patina.Oxidize.Recipes;
using Patina.Scry.Benchmarks;

namespace Patina.Cli.Commands;

/// <summary><c>patina bench functions</c>: functions by their doc comments.</summary>
internal sealed class BenchFunctionsCommand : PatinaCommand
{
    private readonly Argument<string[]> _repositories = new("repository") { Description = "Folders of repositories.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string?> _model = new("--model", "-m") { Description = "A model's name or folder. Default: the one that comes along.", HelpName = "MODEL" };

    private readonly Option<bool> _json = CommonOptions.Json();

    public BenchFunctionsCommand(Shell shell)
        : base(
            shell, "functions", "Find the functions of repositories by their doc comments, which are taken out of what is searched.",
            "patina bench functions ~/code/flask ~/code/ripgrep",
            "patina bench functions ~/code/flask --model ./ours --json")
    {
        Add(_repositories);
        Add(_model);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var recipe = Recipe.Default with { EmbeddingModel = line.GetValue(_model) ?? EmbeddingModels.Default };
        using var engine = Shell.Models.Open(recipe.ToRequest(Shell.Project(line)), Shell.Cancellation);
        var results = Shell.Watch(line, progress => line.GetRequiredValue(_repositories)
            .Select(root => FunctionBenchmark.Run(root, engine, progress, Shell.Cancellation)).ToList());
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => FunctionBenchmarkReport.WriteJson(json, engine.ModelName, results));
        else
            FunctionBenchmarkReport.Write(Shell.Terminal, results);
        return ExitCode.Ok;
    }
}
