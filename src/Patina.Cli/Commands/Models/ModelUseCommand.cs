using System.CommandLine;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Commands.Models;

/// <summary><c>patina model use</c>.</summary>
internal sealed class ModelUseCommand : PatinaCommand
{
    private readonly Argument<string> _model = new("model")
    {
        Description = "A name that `patina model list` shows, hf:owner/name, either with @revision; or a folder.",
    };

    public ModelUseCommand(Shell shell)
        : base(
            shell, "use", "Write a model into the project's recipe. The vectors of the model before answer until `patina oxidize` has made the new ones, and stay.",
            "patina model use e5-base-v2 && patina oxidize", "patina model use ./models/mine") =>
        Add(_model);

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        var name = line.GetRequiredValue(_model);
        var recipe = RecipeFile.Load(project) with { EmbeddingModel = name };

        // Refuses here what could not be opened later, but for what has to be fetched first.
        if (Shell.Models.SourceOf(recipe.ToRequest(project)) is null)
            Shell.Models.Resolve(recipe.ToRequest(project), Shell.Cancellation);
        RecipeFile.SetModel(project, name);
        if (!line.GetValue(Shell.Quiet))
            Shell.Terminal.Say($"{Path.GetRelativePath(Directory.GetCurrentDirectory(), project.RecipePath)}: embedding_model: {name}. Next: patina oxidize");
        return ExitCode.Ok;
    }
}
