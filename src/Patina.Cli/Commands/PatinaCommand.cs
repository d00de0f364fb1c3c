using System.CommandLine;

namespace Patina.Cli.Commands;

/// <summary>A command of <c>patina</c>; its help ends with examples.</summary>
internal abstract class PatinaCommand : Command
{
    protected PatinaCommand(Shell shell, string name, string description, params string[] examples)
        : base(name, description)
    {
        Shell = shell;
        Examples = examples;
        SetAction(Run);
    }

    /// <summary>Command lines, each optionally followed by <c>#</c> and what it does.</summary>
    public IReadOnlyList<string> Examples { get; }

    protected Shell Shell { get; }

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract int Run(ParseResult line);
}
