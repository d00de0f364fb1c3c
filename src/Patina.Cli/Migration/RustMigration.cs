using Patina.Embeddings.Registry;
using Patina.Memory;

namespace Patina.Cli.Migration;

/// <summary>
/// Takes over what a project of the Rust tool knows: recipe, settings, registry, notes, trained weights. Nothing of it is changed, and
/// nothing that this project has is replaced.
/// </summary>
internal static class RustMigration
{
    /// <param name="dryRun">Only say what would be done.</param>
    public static IReadOnlyList<MigrationItem> Run(RustProject source, ProjectLayout target, ModelRegistry registry, bool dryRun, CancellationToken cancellation) =>
    [
        .. RecipeMigration.Run(source, target, registry, dryRun),
        .. SettingsMigration.Run(source),
        .. RegistryMigration.Run(source, registry),
        .. NotesMigration.Run(source, target, dryRun, cancellation),
        .. WeightsMigration.Run(source, target, dryRun, cancellation),
        .. MemoryMigration.Run(source),
    ];
}
