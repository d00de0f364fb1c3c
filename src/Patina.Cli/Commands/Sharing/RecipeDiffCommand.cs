using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Sharing.Recipes;

namespace Patina.Cli.Commands.Sharing;

/// <summary><c>patina recipe diff</c>.</summary>
internal sealed class RecipeDiffCommand(Shell shell) : SharedRecipeCommand(
    shell, "diff", "Show what a recipe of somebody else would change in this project. Changes nothing; exits with 0 whether or not there is a difference.",
    "patina recipe diff recipes/qwen-on-rust.yaml")
{
    protected override int Run(ParseResult line)
    {
        var recipe = Load(line);
        var application = RecipeApplication.Of(Shell.Project(line), recipe, Shell.Setup.Registry.Value);
        if (line.GetValue(JsonOption))
            JsonOutput.Write(Shell.Terminal, json => RecipeDiffReport.WriteJson(json, recipe, application, applied: false));
        else
            RecipeDiffReport.WriteText(Shell.Terminal, recipe, application);
        return ExitCode.Ok;
    }
}
