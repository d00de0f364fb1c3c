using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Scry;

namespace Patina.Cli.Commands;

/// <summary><c>patina trace</c>: which training pairs moved an answer.</summary>
internal sealed class TraceCommand : PatinaCommand
{
    private const int DefaultPairs = 10;

    private readonly Argument<string[]> _question = new("question") { Description = "As it was asked of scry.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<int> _hit = new Option<int>("--hit")
    {
        Description = "Which place of the answer, counted from 1.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    }.Between(1, 1000);

    private readonly Option<string?> _dimension = new Option<string?>("--dimension")
    {
        Description = "Which projection; otherwise the first that is on.",
        HelpName = "semantic|commits",
    }.AcceptOnly("semantic", "commits");

    private readonly Option<int> _top = new Option<int>("--top")
    {
        Description = "How many pairs to show.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultPairs,
    }.Between(1, 1000);

    private readonly Option<bool> _json = CommonOptions.Json();

    public TraceCommand(Shell shell)
        : base(
            shell, "trace", "Show which training pairs of a projection moved an answer most, with their sources. Needs traceable: true in the recipe.",
            "patina trace \"how are results from several lists fused\"",
            "patina trace \"why did we drop the cache\" --hit 3 --dimension commits")
    {
        Add(_question);
        Add(_hit);
        Add(_dimension);
        Add(_top);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        using var session = ScrySession.Open(Shell.Project(line), Shell.Models);
        var query = new ScryQuery(string.Join(' ', line.GetRequiredValue(_question)));
        var trace = session.Trace(query, line.GetValue(_hit), line.GetValue(_dimension), line.GetValue(_top));
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => TraceReport.WriteJson(json, trace));
        else
            TraceReport.WriteText(Shell.Terminal, trace);
        return ExitCode.Ok;
    }
}
