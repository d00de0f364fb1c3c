using System.CommandLine;
using System.Runtime.InteropServices;

namespace Patina.Cli.Commands;

/// <summary><c>patina version</c>.</summary>
internal sealed class VersionCommand(Shell shell)
    : PatinaCommand(shell, "version", "Print the version, and what it runs on.", "patina version")
{
    protected override int Run(ParseResult line)
    {
        Shell.Terminal.Out.WriteLine(
            $"patina {ProductVersion.Current} ({RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})");
        return ExitCode.Ok;
    }
}
