using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Memory;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Commands;

/// <summary><c>patina oxidize</c>: makes vectors, projections and indexes of what was scraped.</summary>
internal sealed class OxidizeCommand : PatinaCommand
{
    private readonly Option<string?> _only = new("--only")
    {
        Description = "Only this projection of the recipe, beside the raw vectors (base).",
        HelpName = "NAME",
    };

    private readonly Option<bool> _full = new("--full") { Description = "Train and index everything again; known texts are not embedded again." };

    private readonly Option<bool> _prune = new("--prune")
    {
        Description = "Afterwards remove the vectors of all models but the recipe's; without it they stay, so that switching back costs nothing.",
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be done." };

    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Also say what computes the model, and why." };

    private readonly Option<bool> _offline = CommonOptions.Offline();

    private readonly Option<bool> _json = CommonOptions.Json();

    public OxidizeCommand(Shell shell)
        : base(
            shell, "oxidize", "Embed what was scraped, train the recipe's projections, and build the indexes. Only what changed is done again. A model of the hub that is not here is fetched.",
            "patina oxidize",
            "patina oxidize --dry-run          # what there is to do",
            "patina oxidize --only semantic    # one projection",
            "patina oxidize --prune --dry-run  # which vectors of other models would be removed")
    {
        Add(_only);
        Add(_full);
        Add(_prune);
        Add(_dryRun);
        Add(_verbose);
        Add(_offline);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        var options = new OxidizeOptions
        {
            Only = line.GetValue(_only),
            Full = line.GetValue(_full),
            Prune = line.GetValue(_prune),
            DryRun = line.GetValue(_dryRun),
        };
        var report = Shell.Watch(line, progress => Pipeline.RunOxidize(project, Shell.Setup, options, line.GetValue(_offline), progress, Shell.Cancellation));
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => OxidizeJson.Write(json, report));
        else if (!line.GetValue(Shell.Quiet))
            new OxidizeText(Shell.Terminal.Out, Shell.Terminal.Ink, Shell.Terminal.Width).Write(report, options.DryRun);
        if (line.GetValue(_verbose))
            SayRuntime(project);
        return ExitCode.Ok;
    }

    private void SayRuntime(ProjectLayout project)
    {
        var request = RecipeFile.Load(project).ToRequest(project);
        var model = Shell.Models.Resolve(request, Shell.Cancellation);
        var reason = Shell.Models.WhyNotMlx(request, model) is { } why ? $", as mlx was not taken: {why}" : "";
        Shell.Terminal.Say($"{model.Options.ModelName} is computed by {ModelReport.RuntimeOf(model)}{reason}");
    }
}
