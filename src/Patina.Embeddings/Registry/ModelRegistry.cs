using Patina.Toml;

namespace Patina.Embeddings.Registry;

/// <summary>
/// The models that have names: those of the program, and those of the user, which come first. A user's table of a name that the program
/// has changes the keys that it sets. Immutable.
/// </summary>
public sealed class ModelRegistry
{
    private readonly Dictionary<string, ModelEntry> _entries = new(StringComparer.Ordinal);

    private ModelRegistry(IEnumerable<ModelEntry> entries)
    {
        foreach (var entry in entries)
            _entries[Plain(entry.Name)] = entry;
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<ModelEntry> All => [.. _entries.Values.OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    /// <summary>Reads registry files.</summary>
    /// <param name="paths">The one that decides first. A file that does not exist is passed over.</param>
    /// <exception cref="TomlException">A file is no TOML.</exception>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadRegistry"/>: an entry is not right; the message has file and line.</exception>
    public static ModelRegistry Load(params ReadOnlySpan<string> paths)
    {
        var tables = new List<TomlTable>();
        foreach (var path in paths)
        {
            if (File.Exists(path))
                tables.Add(ModelsOf(TomlDocument.Load(path)));
        }

        var names = tables.SelectMany(table => table.Keys).DistinctBy(Plain);
        return new ModelRegistry(names.Select(name => new EntryReader(name, [.. tables.Select(table => TableOf(table, name)).OfType<TomlTable>()]).Read()));
    }

    /// <summary>The model that a recipe means; small and capital letters, '.', '_' and '-' make no difference.</summary>
    public ModelEntry? Find(string name) => _entries.GetValueOrDefault(Plain(name));

    private static TomlTable ModelsOf(TomlTable root)
    {
        if (!root.TryGet("models", out var value))
            throw new EmbeddingException(EmbeddingError.BadRegistry, $"{root.Position.File}: has no table [models.NAME].");
        var models = value as TomlTable ?? throw RegistryTable.Bad(value, "models is no table; expected [models.NAME]");
        foreach (var same in models.Keys.GroupBy(Plain).Where(same => same.Count() > 1))
            throw RegistryTable.Bad(models[same.Last()], $"models.{same.Last()} and models.{same.First()} are one name. Remove one");
        return models;
    }

    private static TomlTable? TableOf(TomlTable models, string name) => models.Keys.FirstOrDefault(key => Plain(key) == Plain(name)) is not { } key
        ? null
        : models[key] as TomlTable ?? throw RegistryTable.Bad(models[key], $"models.{key} is no table; expected [models.{key}]");

    private static string Plain(string name) => name.ToLowerInvariant().Replace('.', '-').Replace('_', '-');
}
