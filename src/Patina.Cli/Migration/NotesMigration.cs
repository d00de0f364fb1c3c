using Patina.Memory;
using Patina.Memory.Storage;

namespace Patina.Cli.Migration;

/// <summary>The notes below <c>layer/</c>: sessions, patterns, beliefs. They stay Markdown, and <c>patina scrape</c> reads them.</summary>
internal static class NotesMigration
{
    private const string Part = "notes";
    private const int MaxFiles = 100_000;
    private const long MaxFileBytes = 4 << 20;

    private static readonly EnumerationOptions Walk = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    public static IEnumerable<MigrationItem> Run(RustProject source, ProjectLayout target, bool dryRun, CancellationToken cancellation)
    {
        if (!Directory.Exists(source.NotesFolder))
            return [];
        var outcomes = new Dictionary<(string Folder, MigrationOutcome Outcome, string Explanation), int>();
        foreach (var file in new DirectoryInfo(source.NotesFolder).EnumerateFiles("*.md", Walk).Take(MaxFiles))
        {
            cancellation.ThrowIfCancellationRequested();
            var name = source.NameOf(file.FullName);
            var (outcome, explanation) = Take(file, Path.Combine(target.Root, name), dryRun);
            var key = (FolderOf(name), outcome, explanation);
            outcomes[key] = outcomes.GetValueOrDefault(key) + 1;
        }

        return outcomes.OrderBy(entry => entry.Key.Folder, StringComparer.Ordinal)
            .Select(entry => new MigrationItem(Part, $"{entry.Key.Folder}/", entry.Key.Outcome, $"{entry.Value} files {entry.Key.Explanation}"));
    }

    private static (MigrationOutcome Outcome, string Explanation) Take(FileInfo file, string destination, bool dryRun)
    {
        if (file.Length > MaxFileBytes)
            return (MigrationOutcome.LeftOut, $"of more than {MaxFileBytes >> 20} MB");
        if (File.Exists(destination))
        {
            return File.ReadAllBytes(destination).AsSpan().SequenceEqual(File.ReadAllBytes(file.FullName))
                ? (MigrationOutcome.AlreadyThere, "are the same here")
                : (MigrationOutcome.AlreadyThere, "differ here; those of this project stay");
        }

        if (dryRun)
            return (MigrationOutcome.Taken, "would be copied");
        using var note = file.OpenRead();
        return AtomicFile.Create(destination, note.CopyTo)
            ? (MigrationOutcome.Taken, "copied")
            : (MigrationOutcome.AlreadyThere, "came here meanwhile; those of this project stay");
    }

    /// <summary><c>layer/sessions</c>, <c>layer/surface</c>.</summary>
    private static string FolderOf(string name) => name.Split('/') is [var layer, var folder, _, ..] ? $"{layer}/{folder}" : "layer";
}
