namespace Patina.Cli.Migration;

/// <summary>The database: it follows from files and history, so it is made anew.</summary>
internal static class MemoryMigration
{
    private const string Part = "memory";

    public static IEnumerable<MigrationItem> Run(RustProject source) => source.DataFolders
        .Select(folder => Path.Combine(folder, "patina.db")).Where(File.Exists)
        .Select(path => new MigrationItem(Part, source.NameOf(path), MigrationOutcome.LeftOut, "made anew by patina scrape; recorded queries and issues stay there"));
}
