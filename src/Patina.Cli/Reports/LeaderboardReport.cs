using System.Globalization;
using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Sharing.Votes;

namespace Patina.Cli.Reports;

/// <summary>Recipes by votes, for people and as JSON.</summary>
internal static class LeaderboardReport
{
    private const int MaxNamed = 20;

    public static void WriteText(Terminal terminal, Leaderboard board)
    {
        if (board.Rows.Count == 0)
            terminal.Out.WriteLine("There is no recipe in this repository.");
        else
            WriteTable(terminal, board);
        foreach (var refused in board.Refused.Take(MaxNamed))
            terminal.Out.WriteLine($"{terminal.Ink.Bad("refused")}  {Line.Safe(refused.Explanation)}");
        foreach (var ignored in board.Ignored.Take(MaxNamed))
            terminal.Out.WriteLine($"{terminal.Ink.Warning("not counted")}  {Line.Safe(ignored.Path)}{(ignored.Commit is { } commit ? $" in {commit[..12]}" : "")}: it {Line.Safe(ignored.Explanation)}");
        if (Math.Max(board.Refused.Count, board.Ignored.Count) > MaxNamed)
            terminal.Out.WriteLine(terminal.Ink.Faint($"{board.Refused.Count} refused and {board.Ignored.Count} not counted in all; --json has every one."));
        if (board.Unknown > 0)
            terminal.Out.WriteLine(terminal.Ink.Faint($"{board.Unknown} votes are for recipes that are not here, or were changed since."));
    }

    private static void WriteTable(Terminal terminal, Leaderboard board)
    {
        var table = new TextTable("recipe", "up", "down", "share of up-votes, 95 %", "model", "by", "best measured");
        foreach (var row in board.Rows)
        {
            table.Add(
                Line.Safe(row.Recipe.Name), $"{row.Up}", $"{row.Down}", Share(row), Line.Safe(row.Recipe.Model.Id), Line.Safe(row.Recipe.Author ?? ""),
                row.Recipe.Evaluation.MaxBy(figure => figure.Low) is { } best ? $"{FigureText.Of(best)} {Line.Safe(best.Ranking)}" : "");
        }

        table.Write(terminal.Out, terminal.Ink);
    }

    private static string Share(LeaderboardRow row) => row.Up + row.Down == 0
        ? "no votes"
        : string.Create(CultureInfo.InvariantCulture, $"{row.Low:0.00} to {row.High:0.00}");

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, Leaderboard board)
    {
        json.WriteStartArray("recipes");
        foreach (var row in board.Rows)
        {
            json.WriteStartObject();
            json.WriteString("path", row.Path);
            json.WriteNumber("up", row.Up);
            json.WriteNumber("down", row.Down);
            json.WriteNumber("low", row.Low);
            json.WriteNumber("high", row.High);
            SharedRecipeReport.WriteJson(json, row.Recipe);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("refused");
        foreach (var refused in board.Refused)
        {
            json.WriteStartObject();
            json.WriteString("path", refused.Path);
            json.WriteString("error", refused.Error.ToString());
            json.WriteString("explanation", refused.Explanation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("not_counted");
        foreach (var ignored in board.Ignored)
        {
            json.WriteStartObject();
            json.WriteString("path", ignored.Path);
            json.WriteOptional("commit", ignored.Commit);
            json.WriteString("reason", ignored.Reason.ToString());
            json.WriteString("explanation", ignored.Explanation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("votes_for_unknown_recipes", board.Unknown);
    }
}
