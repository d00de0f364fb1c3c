namespace Patina.Memory;

/// <summary>Where Patina keeps its files for one project. Immutable; touches no disk.</summary>
/// <param name="root">The project.</param>
/// <param name="patinaFolder">Kept elsewhere than in <c>.patina</c> inside the project, when a checkout must stay untouched.</param>
public sealed class ProjectLayout(string root, string? patinaFolder = null)
{
    /// <summary>Absolute path of the project.</summary>
    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary><c>.patina</c>: what the user edits and commits.</summary>
    public string PatinaFolder { get; } = Path.GetFullPath(patinaFolder ?? Path.Combine(root, ".patina"));

    /// <summary><c>.patina/data</c>: derived, ignored by git, safe to delete.</summary>
    public string DataFolder => Path.Combine(PatinaFolder, "data");

    public string RecipePath => Path.Combine(PatinaFolder, "oxidize.yaml");

    public string LockPath => Path.Combine(PatinaFolder, "oxidize.lock");

    public string DatabasePath => Path.Combine(DataFolder, "patina.db");

    /// <summary>Locked by the process that writes the database.</summary>
    public string WriteLockPath => Path.Combine(DataFolder, "write.lock");

    /// <summary>Folder of one model's vectors, projections and indexes.</summary>
    /// <param name="modelFolder">A file-name-safe model name.</param>
    public string EmbeddingsFolder(string modelFolder) => Path.Combine(DataFolder, "embeddings", modelFolder);
}
