using Patina.Toml;

namespace Patina.Cli.Migration;

/// <summary><c>.patina/config.toml</c>: what of it has a meaning here.</summary>
internal static class SettingsMigration
{
    private const string Part = "settings";

    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["embeddings"] = "the recipe decides about the model, for questions too",
        ["search"] = "there are no thresholds: results are ranked, not cut",
        ["retrieval"] = "how lists are fused is fixed by measurement",
    };

    public static IEnumerable<MigrationItem> Run(RustProject source)
    {
        if (!File.Exists(source.SettingsPath))
            return [];
        var name = source.NameOf(source.SettingsPath);
        try
        {
            var root = TomlDocument.Parse(RustProject.ReadSettings(source.SettingsPath), name);
            return
            [
                .. root.Keys.Select(key => new MigrationItem(
                    Part, $"{name} [{key}]", MigrationOutcome.LeftOut, Meanings.GetValueOrDefault(key, "has no counterpart here"))),
            ];
        }
        catch (Exception failure) when (failure is TomlException or IOException or UnauthorizedAccessException)
        {
            return [new MigrationItem(Part, name, MigrationOutcome.Refused, failure.Message)];
        }
    }

    /// <summary>The model that questions were embedded with; null where it is not said.</summary>
    public static string? ModelOf(RustProject source)
    {
        var root = TomlDocument.Parse(RustProject.ReadSettings(source.SettingsPath), source.NameOf(source.SettingsPath));
        return root.TryGet("embeddings", out var table) && table is TomlTable embeddings
            && embeddings.TryGet("model", out var value) && value is TomlString model
            ? model.Text
            : null;
    }
}
