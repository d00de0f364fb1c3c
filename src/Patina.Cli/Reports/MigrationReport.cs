using System.Text.Json;
using Patina.Cli.Migration;
using Patina.Cli.Terminals;

namespace Patina.Cli.Reports;

/// <summary>What was taken over of another tool's project, for people and as JSON.</summary>
internal static class MigrationReport
{
    public static void WriteText(Terminal terminal, IReadOnlyList<MigrationItem> items)
    {
        foreach (var part in items.GroupBy(item => item.Part))
        {
            terminal.Out.WriteLine(terminal.Ink.Strong(part.Key));
            foreach (var item in part)
                terminal.Out.WriteLine($"  {Mark(terminal.Ink, item.Outcome)}  {Line.Safe(item.Name)}: {Line.Safe(item.Explanation)}");
        }
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<MigrationItem> items, bool dryRun)
    {
        json.WriteBoolean("dry_run", dryRun);
        json.WriteStartArray("items");
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("part", item.Part);
            json.WriteString("name", item.Name);
            json.WriteString("outcome", Word(item.Outcome).Replace(' ', '_'));
            json.WriteString("explanation", item.Explanation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Mark(Ink ink, MigrationOutcome outcome) => outcome switch
    {
        MigrationOutcome.Taken => ink.Good(Padded(outcome)),
        MigrationOutcome.Refused => ink.Bad(Padded(outcome)),
        _ => ink.Faint(Padded(outcome)),
    };

    private static string Padded(MigrationOutcome outcome) => Word(outcome).PadRight(13);

    private static string Word(MigrationOutcome outcome) => outcome switch
    {
        MigrationOutcome.Taken => "taken",
        MigrationOutcome.AlreadyThere => "already there",
        MigrationOutcome.LeftOut => "left out",
        _ => "refused",
    };
}
