using System.Text.Json;
using Patina.Cli.Doctor;
using Patina.Cli.Terminals;

namespace Patina.Cli.Reports;

/// <summary>The findings of an examination, for people and as JSON.</summary>
internal static class DoctorReport
{
    private const int CheckWidth = 14;

    /// <param name="quiet">Leaves out what is in order.</param>
    public static void WriteText(TextWriter output, Ink ink, IReadOnlyList<Finding> findings, bool quiet)
    {
        foreach (var finding in findings.Where(finding => !quiet || finding.Health != Health.Ok))
        {
            var mark = finding.Health switch
            {
                Health.Ok => ink.Good("ok      "),
                Health.Warning => ink.Warning("warning "),
                _ => ink.Bad("problem "),
            };
            output.WriteLine($"{mark} {finding.Check.PadRight(CheckWidth)} {Line.Safe(finding.Message)}");
            if (finding.Repair is not null)
                output.WriteLine($"{new string(' ', CheckWidth + 10)}{ink.Strong("→ " + finding.Repair)}");
        }
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteBoolean("healthy", findings.All(finding => finding.Health == Health.Ok));
        json.WriteStartArray("checks");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("check", finding.Check.Replace(' ', '_'));
            json.WriteString("health", finding.Health switch
            {
                Health.Ok => "ok",
                Health.Warning => "warning",
                _ => "problem",
            });
            json.WriteString("message", finding.Message);
            json.WriteOptional("repair", finding.Repair);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
