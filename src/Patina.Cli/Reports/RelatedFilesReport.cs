using System.Globalization;
using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Memory.Storage;
using Patina.Scry;

namespace Patina.Cli.Reports;

/// <summary>What changes together with a file, for people and as JSON.</summary>
internal static class RelatedFilesReport
{
    private const int ShortHash = 10;

    public static void WriteText(Terminal terminal, RelatedFiles related)
    {
        var (output, ink) = (terminal.Out, terminal.Ink);
        output.WriteLine($"{ink.Place(ink.Strong(Line.Safe(related.Path)))}{ink.Faint($"  changed in {Count(related.Commits, "commit")}")}");
        if (related.Files.Count == 0)
            output.WriteLine("No other file has changed in the same commits.");
        for (var i = 0; i < related.Files.Count; i++)
        {
            var file = related.Files[i];
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1,2}  ")
                + ink.Place(Line.Safe(file.Path)) + ink.Faint(Why(file)));
            foreach (var commit in file.Evidence)
                output.WriteLine($"    {ink.Faint($"{commit.Sha[..Math.Min(ShortHash, commit.Sha.Length)]} {Date(commit):yyyy-MM-dd}")}  {Subject(commit, terminal.Width)}");
        }
    }

    public static void WriteJson(Utf8JsonWriter json, RelatedFiles related)
    {
        json.WriteString("path", related.Path);
        json.WriteNumber("commits", related.Commits);
        json.WriteStartArray("files");
        foreach (var file in related.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteNumber("together", file.Together);
            if (file.Temporal is { } cosine)
                json.WriteNumber("temporal", Math.Round(cosine, 4));
            json.WriteStartArray("evidence");
            foreach (var commit in file.Evidence)
                WriteCommit(json, commit);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Why(RelatedFile file)
    {
        var cosine = file.Temporal is { } temporal ? string.Create(CultureInfo.InvariantCulture, $"temporal {temporal:F2}") : "";
        return file.Together == 0 ? $"  not together yet, {cosine}"
            : $"  together in {Count(file.Together, "commit")}{(cosine.Length > 0 ? ", " + cosine : "")}";
    }

    private static void WriteCommit(Utf8JsonWriter json, CommitRow commit)
    {
        json.WriteStartObject();
        json.WriteString("commit", commit.Sha);
        json.WriteString("date", Date(commit).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteString("subject", commit.Subject);
        json.WriteEndObject();
    }

    private static string Subject(CommitRow commit, int? width) =>
        Line.Fit(Line.Safe(commit.Subject), width - ("    ".Length + ShortHash + " yyyy-MM-dd  ".Length));

    private static DateTimeOffset Date(CommitRow commit) => DateTimeOffset.FromUnixTimeSeconds(commit.Timestamp);

    private static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");
}
