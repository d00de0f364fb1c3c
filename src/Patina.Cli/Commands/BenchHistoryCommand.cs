using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Eval.Results;

namespace Patina.Cli.Commands;

/// <summary><c>patina bench history</c>: what was measured so far.</summary>
internal sealed class BenchHistoryCommand : PatinaCommand
{
    private readonly Option<string?> _model = new("--model", "-m") { Description = "Only this model.", HelpName = "MODEL" };

    private readonly Option<string> _set = new("--set")
    {
        Description = "The query set whose figures are shown.",
        HelpName = "SET",
        DefaultValueFactory = _ => "commits",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public BenchHistoryCommand(Shell shell)
        : base(
            shell, "history", "Show the results of .patina/results over time. Figures of different hardware or project states are not comparable; both are shown.",
            "patina bench history",
            "patina bench history --model e5-base-v2 --set comments")
    {
        Add(_model);
        Add(_set);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var named = line.GetValue(_model);
        var results = new ResultStore(Shell.Project(line)).Read(message => Shell.Terminal.Say($"patina: passed over: {message}"))
            .Where(result => named is null || result.Model == named).ToList();
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => HistoryReport.WriteJson(json, results));
        else
            HistoryReport.WriteText(Shell.Terminal.Out, Shell.Terminal.Ink, results, line.GetRequiredValue(_set));
        return ExitCode.Ok;
    }
}
