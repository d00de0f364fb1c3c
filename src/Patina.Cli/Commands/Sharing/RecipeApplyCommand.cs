using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Sharing.Recipes;

namespace Patina.Cli.Commands.Sharing;

/// <summary><c>patina recipe apply</c>.</summary>
internal sealed class RecipeApplyCommand(Shell shell) : SharedRecipeCommand(
    shell, "apply", "Write a recipe of somebody else into this project and show the difference. Fetches no model and runs nothing; see it first with: patina recipe diff.",
    "patina recipe apply recipes/qwen-on-rust.yaml && patina oxidize")
{
    protected override int Run(ParseResult line)
    {
        var recipe = Load(line);
        var project = Shell.Project(line);
        var application = RecipeApplication.Of(project, recipe, Shell.Setup.Registry.Value);
        application.Apply();
        if (line.GetValue(JsonOption))
        {
            JsonOutput.Write(Shell.Terminal, json => RecipeDiffReport.WriteJson(json, recipe, application, applied: true));
            return ExitCode.Ok;
        }

        RecipeDiffReport.WriteText(Shell.Terminal, recipe, application);
        if (application.Changes.Count > 0 && !line.GetValue(Shell.Quiet))
        {
            Shell.Terminal.Say(application.Kept is { } kept
                ? $"Written to {project.RecipePath}; what it was is in {kept}. Next: patina oxidize"
                : $"Written to {project.RecipePath}. Next: patina oxidize");
        }

        return ExitCode.Ok;
    }
}
