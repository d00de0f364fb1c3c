using Patina.Memory;
using Patina.Memory.Diagnostics;
using Patina.Memory.Storage;

namespace Patina.Cli.Doctor;

/// <summary>Goes through everything a command needs, from the programs outside to the project's own files.</summary>
internal sealed class Examination
{
    private const string ScrapeCommand = "patina scrape";

    private readonly ProjectLayout _project;
    private readonly CancellationToken _cancellation;
    private readonly List<Finding> _findings = [];

    private Examination(ProjectLayout project, CancellationToken cancellation)
    {
        _project = project;
        _cancellation = cancellation;
    }

    public static IReadOnlyList<Finding> Run(ProjectLayout project, CancellationToken cancellation)
    {
        var examination = new Examination(project, cancellation);
        examination.ExamineTools();
        examination.ExamineMemory();
        return examination._findings;
    }

    private void ExamineTools()
    {
        Check("git", "install git: https://git-scm.com", () => ToolVersions.Git(_cancellation) is { } version
            ? Finding.Ok("git", version)
            : Finding.Warning("git", "not found in PATH: history cannot be read", "install git (https://git-scm.com), then patina scrape"));
        Check("sqlite", "build or install Patina again", () => Finding.Ok("sqlite", ToolVersions.Sqlite()));
    }

    private void ExamineMemory()
    {
        if (!File.Exists(_project.DatabasePath))
        {
            _findings.Add(Finding.Problem("memory", "this project has not been scraped yet", ScrapeCommand));
            return;
        }

        var sound = Check("memory", $"delete {_project.DatabasePath}, then {ScrapeCommand}", () =>
        {
            if (Integrity.FindDamage(_project) is { } damage)
                return Finding.Problem("memory", $"the database is damaged: {damage}", $"delete {_project.DatabasePath}, then {ScrapeCommand}");
            using var memory = MemoryDatabase.Open(_project);
            var counts = memory.Count();
            return Finding.Ok("memory", $"{counts.Chunks.Values.Sum():N0} chunks from {counts.Sources:N0} sources");
        });
        if (sound)
            Check("up to date", ScrapeCommand, ExamineStaleness);
    }

    private Finding ExamineStaleness()
    {
        var staleness = Staleness.Of(_project, [], _cancellation);
        if (staleness.IsCurrent)
            return Finding.Ok("up to date", "nothing has changed since the last scrape");
        var parts = new List<string>();
        AddCount(parts, staleness.Added.Count, "new");
        AddCount(parts, staleness.Changed.Count, "changed");
        AddCount(parts, staleness.Removed.Count, "removed");
        var files = parts.Count == 0 ? "" : $"files: {string.Join(", ", parts)}";
        var history = staleness.HistoryMoved ? "the history has moved on" : "";
        var message = string.Join("; ", new[] { files, history }.Where(part => part.Length > 0));
        return Finding.Warning("up to date", message, ScrapeCommand);
    }

    private static void AddCount(List<string> parts, int count, string what)
    {
        if (count > 0)
            parts.Add($"{count} {what}");
    }

    /// <summary>Adds what a check finds; an expected failure is a problem with the library's own message.</summary>
    /// <returns>Whether it was no problem.</returns>
    private bool Check(string name, string repair, Func<Finding> check)
    {
        _cancellation.ThrowIfCancellationRequested();
        Finding finding;
        try
        {
            finding = check();
        }
        catch (Exception failure) when (Failure.IsExpected(failure))
        {
            finding = Finding.Problem(name, failure.Message, repair);
        }

        _findings.Add(finding);
        return finding.Health != Health.Problem;
    }
}
