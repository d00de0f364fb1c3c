using System.Text.Json;

namespace Patina.Embeddings.Settings;

/// <summary>Reads sentence-transformers' modules.json. A module that is not applied would change every vector, so an unknown one is refused.</summary>
internal static class ModuleListReader
{
    private const string Name = "modules.json";

    public static ModuleList Read(ModelFiles files)
    {
        if (files.Find(Name) is not { } path)
            return new ModuleList(null, new Setting<IReadOnlyList<VectorModule>>([], ModelSettings.FromDefault));

        var reader = new SettingsReader(path);
        if (reader.Root.ValueKind != JsonValueKind.Array)
            throw reader.Bad("is not a list of modules");

        string? pooling = null;
        var after = new List<VectorModule>();
        foreach (var module in reader.Root.EnumerateArray())
        {
            var type = Text(reader, module, "type");
            var folder = Text(reader, module, "path");
            switch (type[(type.LastIndexOf('.') + 1)..])
            {
                case "Transformer" when pooling is null:
                case "Normalize" or "Dropout":
                    break;
                case "Pooling" when pooling is null:
                    pooling = folder;
                    break;
                case "Dense" when pooling is not null:
                    after.Add(new VectorModule(ModuleKind.Dense, folder));
                    break;
                case "LayerNorm" when pooling is not null:
                    after.Add(new VectorModule(ModuleKind.LayerNorm, folder));
                    break;
                default:
                    throw reader.Unsupported($"module '{type}' is not known at its place; known are Transformer, Pooling, then Dense, LayerNorm and Normalize");
            }
        }

        return new ModuleList(pooling, new Setting<IReadOnlyList<VectorModule>>(after, Name));
    }

    private static string Text(SettingsReader reader, JsonElement module, string key) =>
        module.ValueKind == JsonValueKind.Object && module.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw reader.Bad($"has a module without '{key}'");
}
