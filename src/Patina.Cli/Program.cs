using Patina.Cli.Commands;
using Patina.Cli.Terminals;

namespace Patina.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        using var terminal = Terminal.Open();
        using var interrupt = new Interrupt(terminal);
        try
        {
            var line = new RootPatinaCommand(new Shell(terminal, interrupt.Token)).Parse(args);
            return UsageErrors.Report(line, terminal.Error)
                ? ExitCode.Usage
                : line.Invoke(new() { EnableDefaultExceptionHandler = false, Output = terminal.Out, Error = terminal.Error });
        }
        catch (Exception failure)
        {
            return Failure.Report(failure, terminal, interrupt.Token);
        }
    }
}
