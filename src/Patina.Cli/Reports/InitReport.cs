using System.Globalization;
using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Memory;
using Patina.Memory.Diagnostics;

namespace Patina.Cli.Reports;

/// <summary>What <c>patina init</c> wrote and found, for people and as JSON.</summary>
internal static class InitReport
{
    private const int ShownLanguages = 6;

    public static void WriteText(TextWriter output, Ink ink, ProjectLayout project, IReadOnlyList<ProjectFile> files, ProjectSurvey survey)
    {
        output.WriteLine($"Project: {ink.Place(Line.Safe(project.Root))}");
        foreach (var file in files)
            output.WriteLine(file.Created ? $"wrote    {ink.Strong(file.Path)}" : $"exists   {file.Path}, left as it is");
        output.WriteLine();
        output.WriteLine($"code     {Describe(survey.Languages, survey.OtherText)}");
        output.WriteLine($"docs     {Count(survey.Documents, "document")}");
        output.WriteLine($"notes    {Count(survey.Notes, "session note")}");
        output.WriteLine($"history  {(survey.Commits is { } commits ? Count(commits, "commit") : "none: no git repository")}");
        output.WriteLine();
        output.WriteLine($"Next: {ink.Strong("patina quickstart \"your question\"")}, or step by step: patina scrape, patina oxidize, patina scry.");
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, ProjectLayout project, IReadOnlyList<ProjectFile> files, ProjectSurvey survey)
    {
        json.WriteString("project", project.Root);
        json.WriteStrings("created", files.Where(file => file.Created).Select(file => file.Path));
        json.WriteStrings("existing", files.Where(file => !file.Created).Select(file => file.Path));
        json.WriteStartObject("languages");
        foreach (var language in survey.Languages)
            json.WriteNumber(language.Name, language.Files);
        json.WriteEndObject();
        json.WriteNumber("other_text", survey.OtherText);
        json.WriteNumber("documents", survey.Documents);
        json.WriteNumber("notes", survey.Notes);
        if (survey.Commits is { } commits)
            json.WriteNumber("commits", commits);
        else
            json.WriteNull("commits");
        json.WriteNumber("left_out", survey.LeftOut);
    }

    private static string Describe(IReadOnlyList<LanguageCount> languages, int otherText)
    {
        var parts = languages.Take(ShownLanguages).Select(language => $"{language.Name} {Number(language.Files)}").ToList();
        if (languages.Count > ShownLanguages)
            parts.Add($"{languages.Count - ShownLanguages} more languages {Number(languages.Skip(ShownLanguages).Sum(language => language.Files))}");
        if (otherText > 0)
            parts.Add($"other text {Number(otherText)}");
        return parts.Count == 0 ? "none" : string.Join(", ", parts);
    }

    private static string Count(int number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
