using Patina.Embeddings.Registry;
using Patina.Toml;

namespace Patina.Cli.Migration;

/// <summary>The registry of models: each entry's counterpart here.</summary>
internal static class RegistryMigration
{
    private const string Part = "registry";

    public static IEnumerable<MigrationItem> Run(RustProject source, ModelRegistry registry)
    {
        if (!File.Exists(source.RegistryPath))
            return [];
        var name = source.NameOf(source.RegistryPath);
        try
        {
            var root = TomlDocument.Parse(RustProject.ReadSettings(source.RegistryPath), name);
            return root.TryGet("models", out var value) && value is TomlTable models
                ? [.. models.Keys.Select(key => ItemOf(key, registry))]
                : [new MigrationItem(Part, name, MigrationOutcome.Refused, "it has no [models.NAME]")];
        }
        catch (Exception failure) when (failure is TomlException or IOException or UnauthorizedAccessException)
        {
            return [new MigrationItem(Part, name, MigrationOutcome.Refused, failure.Message)];
        }
    }

    private static MigrationItem ItemOf(string key, ModelRegistry registry) => registry.Find(key) is { } entry
        ? new MigrationItem(Part, key, MigrationOutcome.AlreadyThere, $"known here as {entry.Name}, {entry.Dimensions} numbers")
        : new MigrationItem(Part, key, MigrationOutcome.LeftOut, "has no name here; use it as hf:owner/name, or add it to ~/.patina/registry.toml (docs/models.md)");
}
