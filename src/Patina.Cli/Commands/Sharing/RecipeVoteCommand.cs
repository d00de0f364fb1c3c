using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Sharing.Votes;

namespace Patina.Cli.Commands.Sharing;

/// <summary><c>patina recipe vote</c>.</summary>
internal sealed class RecipeVoteCommand : PatinaCommand
{
    private readonly Argument<string> _direction = new("direction") { Description = "Whether it served you: up or down." };

    private readonly Argument<string> _recipe = new("recipe") { Description = "The recipe's file in the repository, with '/'." };

    private readonly Option<string?> _in = new Option<string?>("--in")
    {
        Description = "Your clone of the repository of recipes. Default: the current folder.",
        HelpName = "FOLDER",
    }.MustExist();

    private readonly Option<bool> _json = CommonOptions.Json();

    public RecipeVoteCommand(Shell shell)
        : base(
            shell, "vote", "Vote on a recipe: one small file in one commit by you, signed where git signs your commits. Voting again changes your vote. Push it as any commit.",
            "patina recipe vote up recipes/e5-on-rust.yaml --in ~/recipes && git -C ~/recipes push")
    {
        _direction.AcceptOnlyFromAmong("up", "down");
        Add(_direction);
        Add(_recipe);
        Add(_in);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var direction = line.GetRequiredValue(_direction) == "up" ? VoteDirection.Up : VoteDirection.Down;
        var vote = VoteCaster.Cast(line.GetValue(_in) ?? Directory.GetCurrentDirectory(), line.GetRequiredValue(_recipe), direction, Shell.Cancellation);
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => VoteReport.WriteJson(json, vote));
        else if (!line.GetValue(Shell.Quiet))
            VoteReport.WriteText(Shell.Terminal.Out, vote);
        return ExitCode.Ok;
    }
}
