namespace Patina.Embeddings.Resolving;

/// <summary>Folders that a recipe names. It comes with a clone, so a relative one stays in it; an absolute one is the user's own business.</summary>
internal static class ProjectFolder
{
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.OutsideProject"/>.</exception>
    public static string Locate(string folder, string projectRoot)
    {
        if (Path.IsPathFullyQualified(folder))
            return folder;

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(projectRoot));
        var path = Path.GetFullPath(Path.Combine(root, folder));
        return path == root || path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new EmbeddingException(EmbeddingError.OutsideProject,
                $"embedding_model '{folder}' leads out of the project {root}. Name a folder within it, or write the absolute path.");
    }
}
