using Patina.Memory;
using Patina.Oxidize;
using Patina.Oxidize.Training;
using Patina.Safetensors;

namespace Patina.Cli.Migration;

/// <summary>
/// Trained projections. They are checked and kept in <c>.patina/data/migrated</c>; they do not answer questions, since nothing tells what they
/// were measured on: <c>patina oxidize</c> trains and measures its own.
/// </summary>
internal static class WeightsMigration
{
    private const string Part = "weights";
    private const int MaxFiles = 256;
    private const long MaxFileBytes = 1L << 30;

    private static readonly EnumerationOptions Walk = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 4,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    public static IEnumerable<MigrationItem> Run(RustProject source, ProjectLayout target, bool dryRun, CancellationToken cancellation)
    {
        foreach (var folder in source.DataFolders.Select(data => Path.Combine(data, "embeddings")).Where(Directory.Exists))
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", Walk).Take(MaxFiles).OrderBy(file => file.FullName, StringComparer.Ordinal))
            {
                cancellation.ThrowIfCancellationRequested();
                if (file.Extension == ".safetensors")
                    yield return Take(source, file, Path.GetRelativePath(folder, file.FullName), target, dryRun);
                else if (file.Extension == ".usearch")
                    yield return new MigrationItem(Part, source.NameOf(file.FullName), MigrationOutcome.LeftOut, "an index by row numbers of another database; made anew by patina oxidize");
            }
        }
    }

    private static MigrationItem Take(RustProject source, FileInfo file, string inside, ProjectLayout target, bool dryRun)
    {
        var name = source.NameOf(file.FullName);
        if (file.Length > MaxFileBytes)
            return new MigrationItem(Part, name, MigrationOutcome.LeftOut, $"of more than {MaxFileBytes >> 30} GB");
        try
        {
            var projection = ProjectionFile.Load(file.FullName);
            var what = $"{projection.InputDimension} → {projection.HiddenDimension} → {projection.OutputDimension}, weights {ProjectionFile.Hash(projection)[..12]}";
            var kept = Path.Combine(target.DataFolder, "migrated", inside);
            if (dryRun)
                return new MigrationItem(Part, name, MigrationOutcome.Taken, $"{what}; would be kept in {Path.GetRelativePath(target.Root, kept)}");
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            ProjectionFile.Save(projection, kept);
            return new MigrationItem(Part, name, MigrationOutcome.Taken, $"{what}; kept in {Path.GetRelativePath(target.Root, kept)}, not used for answers");
        }
        catch (Exception failure) when (failure is OxidizeException or SafetensorsException or IOException or UnauthorizedAccessException)
        {
            return new MigrationItem(Part, name, MigrationOutcome.Refused, failure.Message);
        }
    }
}
