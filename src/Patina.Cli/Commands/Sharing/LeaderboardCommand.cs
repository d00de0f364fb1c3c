using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Sharing.Git;
using Patina.Sharing.Votes;

namespace Patina.Cli.Commands.Sharing;

/// <summary><c>patina leaderboard</c>.</summary>
internal sealed class LeaderboardCommand : PatinaCommand
{
    private readonly Argument<string> _repository = new("repository") { Description = "A git repository of recipes and votes: its address, or a clone on this machine." };

    private readonly Option<bool> _json = CommonOptions.Json();

    public LeaderboardCommand(Shell shell)
        : base(
            shell, "leaderboard", "Rank the recipes of a repository by the votes in its history, beside what their authors measured. A clone is counted without a connection.",
            "patina leaderboard ~/recipes", "patina leaderboard https://example.org/recipes.git --json")
    {
        Add(_repository);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var place = line.GetRequiredValue(_repository);
        var board = Directory.Exists(place)
            ? Leaderboard.OfFolder(place, Shell.Cancellation)
            : Leaderboard.OfAddress(GitAddress.Parse(place), Shell.Cancellation);
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => LeaderboardReport.WriteJson(json, board));
        else
            LeaderboardReport.WriteText(Shell.Terminal, board);
        return ExitCode.Ok;
    }
}
