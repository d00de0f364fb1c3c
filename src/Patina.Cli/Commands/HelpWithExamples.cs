using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Patina.Cli.Commands;

/// <summary>The usual help, then the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult line)
    {
        help.Invoke(line);
        if (line.CommandResult.Command is PatinaCommand { Examples: { Count: > 0 } examples })
        {
            var output = line.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
                output.WriteLine($"  {example}");
            output.WriteLine();
        }

        return ExitCode.Ok;
    }
}
