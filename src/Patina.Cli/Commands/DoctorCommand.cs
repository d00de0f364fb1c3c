using System.CommandLine;
using Patina.Cli.Doctor;
using Patina.Cli.Reports;

namespace Patina.Cli.Commands;

/// <summary><c>patina doctor</c>: looks for what is broken or out of date, and names the command that repairs it.</summary>
internal sealed class DoctorCommand : PatinaCommand
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public DoctorCommand(Shell shell)
        : base(
            shell, "doctor",
            "Check the installation, and the project's recipe, model, memory, vectors and lock. Exits with 0 when all is well, "
            + "with 1 when something is out of date or not made yet, with 2 when something is damaged or missing.",
            "patina doctor",
            "patina doctor --quiet    # only what is not in order",
            "patina doctor --json")
    {
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var findings = Examination.Run(Shell.Project(line), Shell.Setup, Shell.Cancellation);
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => DoctorReport.WriteJson(json, findings));
        else
            DoctorReport.WriteText(Shell.Terminal.Out, Shell.Terminal.Ink, findings, line.GetValue(Shell.Quiet));
        return findings.Max(finding => finding.Health) switch
        {
            Health.Ok => ExitCode.Ok,
            Health.Warning => ExitCode.Failed,
            _ => ExitCode.Damaged,
        };
    }
}
