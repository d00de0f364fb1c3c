using System.CommandLine;
using Patina.Cli.Models;
using Patina.Cli.Reports;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Commands.Models;

/// <summary><c>patina model list</c>.</summary>
internal sealed class ModelListCommand : PatinaCommand
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public ModelListCommand(Shell shell)
        : base(
            shell, "list", "List the models that have names, and which of them are on this machine. Any other model of the hub is hf:owner/name.",
            "patina model list", "patina model list --json") =>
        Add(_json);

    protected override int Run(ParseResult line)
    {
        var recipe = RecipeFile.Load(Shell.Project(line));
        var listings = ModelListing.Of(Shell.Setup, Shell.Project(line));
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => ModelListReport.WriteJson(json, listings, recipe.EmbeddingModel));
        else
            ModelListReport.WriteText(Shell.Terminal.Out, Shell.Terminal.Ink, listings, recipe.EmbeddingModel);
        return ExitCode.Ok;
    }
}
