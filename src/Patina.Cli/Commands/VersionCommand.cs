using System.CommandLine;
using System.Runtime.InteropServices;
using Patina.Cli.Reports;

namespace Patina.Cli.Commands;

/// <summary><c>patina version</c>.</summary>
internal sealed class VersionCommand : PatinaCommand
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public VersionCommand(Shell shell)
        : base(shell, "version", "Print the version, and what it runs on.", "patina version", "patina version --json")
    {
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        if (line.GetValue(_json))
        {
            JsonOutput.Write(Shell.Terminal, json =>
            {
                json.WriteString("version", ProductVersion.Current);
                json.WriteString("framework", RuntimeInformation.FrameworkDescription);
                json.WriteString("platform", RuntimeInformation.RuntimeIdentifier);
            });
            return ExitCode.Ok;
        }

        Shell.Terminal.Out.WriteLine(
            $"patina {ProductVersion.Current} ({RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})");
        return ExitCode.Ok;
    }
}
