using System.CommandLine;
using Patina.Cli.Advice;
using Patina.Cli.Measurements;
using Patina.Cli.Models;
using Patina.Cli.Reports;
using Patina.Embeddings.Machines;

namespace Patina.Cli.Commands.Models;

/// <summary><c>patina model recommend</c>.</summary>
internal sealed class ModelRecommendCommand : PatinaCommand
{
    private const int DefaultMinutes = 30;

    private readonly Option<int> _minutes = new Option<int>("--minutes")
    {
        Description = "What embedding the whole project for the first time may take. Later runs embed only what changed.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultMinutes,
    }.Between(1, 100_000);

    private readonly Option<bool> _json = CommonOptions.Json();

    public ModelRecommendCommand(Shell shell)
        : base(
            shell, "recommend", "Say which model and runtime to try on this machine for this project, and why. Fetches nothing and changes nothing.",
            "patina model recommend", "patina model recommend --minutes 240   # over lunch", "patina model recommend --json")
    {
        Add(_minutes);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        var machine = Machine.Detect();
        var traits = ProjectTraits.Of(project, Shell.Cancellation);
        var advice = Advisor.Advise(machine, traits, ModelListing.Of(Shell.Setup, project), line.GetValue(_minutes),
            MeasuredResults.Read(project, Shell.Terminal.Say, here: true).Models());
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => AdviceReport.WriteJson(json, machine, traits, advice));
        else
            AdviceReport.WriteText(Shell.Terminal, machine, traits, advice);
        return ExitCode.Ok;
    }
}
