using System.CommandLine;
using Patina.Cli.Reports;

namespace Patina.Cli.Commands.Sharing;

/// <summary><c>patina recipe show</c>.</summary>
internal sealed class RecipeShowCommand(Shell shell) : SharedRecipeCommand(
    shell, "show", "Check a recipe of somebody else and show what it says. Changes nothing.",
    "patina recipe show recipes/qwen-on-rust.yaml", "patina recipe show https://example.org/recipes.git#rust/qwen.yaml --json")
{
    protected override int Run(ParseResult line)
    {
        var recipe = Load(line);
        if (line.GetValue(JsonOption))
            JsonOutput.Write(Shell.Terminal, json => SharedRecipeReport.WriteJson(json, recipe));
        else
            SharedRecipeReport.WriteText(Shell.Terminal.Out, Shell.Terminal.Ink, recipe);
        return ExitCode.Ok;
    }
}
