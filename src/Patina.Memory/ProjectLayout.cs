namespace Patina.Memory;

/// <summary>Where Patina keeps its files inside one project. Immutable; touches no disk.</summary>
public sealed class ProjectLayout(string root)
{
    /// <summary>Absolute path of the project.</summary>
    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary><c>.patina</c>: what the user edits and commits.</summary>
    public string PatinaFolder => Path.Combine(Root, ".patina");

    /// <summary><c>.patina/data</c>: derived, ignored by git, safe to delete.</summary>
    public string DataFolder => Path.Combine(PatinaFolder, "data");

    public string RecipePath => Path.Combine(PatinaFolder, "oxidize.yaml");

    public string LockPath => Path.Combine(PatinaFolder, "oxidize.lock");

    public string DatabasePath => Path.Combine(DataFolder, "patina.db");

    /// <summary>Folder of one model's vectors, projections and indexes.</summary>
    /// <param name="modelFolder">A file-name-safe model name.</param>
    public string EmbeddingsFolder(string modelFolder) => Path.Combine(DataFolder, "embeddings", modelFolder);
}
