using System.Globalization;
using Patina.Memory;
using Patina.Memory.Diagnostics;
using Patina.Memory.Storage;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Doctor;

/// <summary>Whether the database is sound, and still describes the project.</summary>
internal static class MemoryCheck
{
    private const string Name = "memory";
    private const string Freshness = "up to date";
    private const string Repair = "patina scrape";

    /// <param name="recipe">Null when it cannot be read: then which files are notes is unknown.</param>
    /// <returns>Whether there is a sound database.</returns>
    public static bool Run(ProjectLayout project, Recipe? recipe, Findings findings)
    {
        if (!File.Exists(project.DatabasePath))
        {
            findings.Add(Finding.Warning(Name, "this project has not been scraped yet", Repair));
            return false;
        }

        var fromScratch = $"delete {project.DatabasePath}, then {Repair}";
        var sound = findings.Check(Name, fromScratch, () => Integrity.FindDamage(project) is { } damage
            ? Finding.Problem(Name, $"the database is damaged: {damage}", fromScratch)
            : Finding.Ok(Name, Describe(project)));
        if (sound && recipe is not null)
            findings.Check(Freshness, Repair, () => Compare(Staleness.Of(project, recipe.Notes, findings.Cancellation)));
        return sound;
    }

    private static string Describe(ProjectLayout project)
    {
        using var memory = MemoryDatabase.Open(project);
        var counts = memory.Count();
        return string.Create(
            CultureInfo.InvariantCulture, $"{counts.Chunks.Values.Sum():N0} chunks from {counts.Sources:N0} sources");
    }

    private static Finding Compare(Staleness staleness)
    {
        if (staleness.IsCurrent)
            return Finding.Ok(Freshness, "nothing has changed since the last scrape");
        var files = string.Join(", ", new[]
        {
            (staleness.Added.Count, "new"), (staleness.Changed.Count, "changed"), (staleness.Removed.Count, "removed"),
        }.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Item2}"));
        var parts = new[] { files.Length > 0 ? $"files: {files}" : "", staleness.HistoryMoved ? "the history has moved on" : "" };
        return Finding.Warning(Freshness, string.Join("; ", parts.Where(part => part.Length > 0)), Repair);
    }
}
