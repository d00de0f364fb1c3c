using System.CommandLine;
using System.CommandLine.Help;
using Patina.Cli.Commands.Models;
using Patina.Cli.Commands.Projections;
using Patina.Cli.Commands.Sharing;

namespace Patina.Cli.Commands;

/// <summary>The command line of <c>patina</c>: every command, and the options they share.</summary>
internal sealed class RootPatinaCommand : RootCommand
{
    public RootPatinaCommand(Shell shell)
        : base("A local memory for code: search what a project is, how it came about and why.")
    {
        Add(shell.Directory);
        Add(shell.Quiet);
        Add(new QuickstartCommand(shell));
        Add(new InitCommand(shell));
        Add(new ScrapeCommand(shell));
        Add(new OxidizeCommand(shell));
        Add(new ScryCommand(shell));
        Add(new TraceCommand(shell));
        Add(new ReportCommand(shell));
        Add(new MigrateCommand(shell));
        Add(new ProjectionCommand(shell));
        Add(new PretrainCommand(shell));
        Add(new EvalCommand(shell));
        Add(new BenchCommand(shell));
        Add(new ModelCommand(shell));
        Add(new RecipeCommand(shell));
        Add(new LeaderboardCommand(shell));
        Add(new DoctorCommand(shell));
        Add(new VersionCommand(shell));
        foreach (var option in Options)
        {
            if (option is HelpOption { Action: HelpAction help } helpOption)
                helpOption.Action = new HelpWithExamples(help);
        }

        SetAction(line => new HelpWithExamples(new HelpAction()).Invoke(line));
    }

    /// <summary>Parses without response files: a question may begin with <c>@</c>.</summary>
    public ParseResult Parse(string[] arguments) =>
        Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
}
