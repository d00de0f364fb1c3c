using Patina.Embeddings;
using Patina.Hub;
using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize.Artifacts;
using Patina.Toml;

namespace Patina.Oxidize;

/// <summary>What <c>.patina/oxidize.lock</c> pins of the model.</summary>
public static class LockedModel
{
    private const int MaxFiles = 256;

    /// <summary>Null when there is no lock, or its model does not come from a hub.</summary>
    /// <exception cref="TomlException">The file is damaged, such as by an unresolved merge.</exception>
    /// <exception cref="OxidizeException"><see cref="OxidizeError.BadLock"/>: what it says cannot be.</exception>
    public static ModelPin? Read(ProjectLayout layout)
    {
        if (!File.Exists(layout.LockPath))
            return null;
        var root = TomlDocument.Load(layout.LockPath, ".patina/oxidize.lock");
        return root.TryGet("model", out var value) && value is TomlTable model && Text(model, "repository") is { } repository
            ? new ModelPin(repository, Commit(model), Files(model))
            : null;
    }

    /// <summary>
    /// Pins a model that was not used yet: what is fetched for it must then be exactly that. What the lock said of the vectors before
    /// no longer holds and goes.
    /// </summary>
    public static void Write(ProjectLayout layout, string modelName, ModelPin pin) =>
        AtomicFile.Write(layout.LockPath, OxidizeLock.TextOf(modelName, pin));

    private static string Commit(TomlTable model) => Text(model, "revision") is { } commit && Revision.IsCommitHash(commit)
        ? commit
        : throw Bad(model, "has no revision of 40 hexadecimal digits");

    private static Dictionary<string, string> Files(TomlTable model)
    {
        var files = new Dictionary<string, string>();
        if (!model.TryGet("files", out var value))
            return files;
        if (value is not TomlTable { Count: <= MaxFiles } table)
            throw Bad(value, "has files that are no table");
        foreach (var path in table.Keys)
        {
            files[path] = table[path] is TomlString { Text: { Length: 64 } digest } && RepositoryPath.IsSafe(path)
                ? digest
                : throw Bad(table[path], "has a file without a SHA-256, or with an impossible name");
        }

        return files;
    }

    private static string? Text(TomlTable table, string key) => table.TryGet(key, out var value) && value is TomlString text ? text.Text : null;

    private static OxidizeException Bad(TomlValue value, string what) =>
        new(OxidizeError.BadLock, $"{value.Position}: the model {what}. Take the file from git again, or delete it and run: patina oxidize");
}
