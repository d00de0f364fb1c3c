using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Memory.Diagnostics;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Commands;

/// <summary><c>patina init</c>: writes the recipe, and tells what there is to remember.</summary>
internal sealed class InitCommand : PatinaCommand
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public InitCommand(Shell shell)
        : base(
            shell, "init",
            "Write .patina/oxidize.yaml, the commented recipe, and tell what the project consists of. Existing files are left as they are. "
            + "Not required: every command works with the default recipe.",
            "patina init",
            "patina init -C ~/src/project")
    {
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        var files = ProjectFiles.Create(project);
        var survey = ProjectSurvey.Of(project, RecipeFile.Load(project).Notes, Shell.Cancellation);
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => InitReport.WriteJson(json, project, files, survey));
        else if (!line.GetValue(Shell.Quiet))
            InitReport.WriteText(Shell.Terminal.Out, Shell.Terminal.Ink, project, files, survey);
        return ExitCode.Ok;
    }
}
