using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Sharing.Votes;

namespace Patina.Cli.Reports;

/// <summary>A vote that was cast, for people and as JSON.</summary>
internal static class VoteReport
{
    public static void WriteText(TextWriter output, CastVote vote) => output.WriteLine(vote.Commit is { } commit
        ? $"{Word(vote)} for {Line.Safe(vote.Recipe.Name)} as {Line.Safe(vote.Email)}: {vote.Path} in {commit[..12]}. Push it: git push"
        : $"{Word(vote)} for {Line.Safe(vote.Recipe.Name)} as {Line.Safe(vote.Email)} was your vote already.");

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, CastVote vote)
    {
        json.WriteString("vote", Word(vote));
        json.WriteString("recipe", vote.Recipe.Id);
        json.WriteString("voter", vote.Email);
        json.WriteString("path", vote.Path);
        json.WriteOptional("commit", vote.Commit);
    }

    private static string Word(CastVote vote) => vote.Direction == VoteDirection.Up ? "up" : "down";
}
