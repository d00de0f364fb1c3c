namespace Patina.Embeddings;

/// <summary>
/// The files of a model, which lie in one folder. What a model's own files name is looked for in there only: a name that leads out,
/// or a link that does, is refused.
/// </summary>
public sealed record ModelFiles
{
    /// <param name="folder">Need not exist.</param>
    /// <param name="linkRoot">
    /// Links may also lead into this folder; a hub's cache keeps the contents of files beside the folders that name them.
    /// </param>
    public ModelFiles(string folder, string? linkRoot = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        LinkRoot = linkRoot is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(linkRoot));
    }

    /// <summary>Absolute, without a separator at its end.</summary>
    public string Folder { get; }

    /// <summary>Absolute, without a separator at its end.</summary>
    public string? LinkRoot { get; }

    /// <summary>The absolute path of a file; null if there is none.</summary>
    /// <param name="relative">Within the folder, with <c>/</c>.</param>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.OutsideModel"/>: the name or a link leads out of the folder.</exception>
    public string? Find(string relative)
    {
        var path = Locate(relative);
        var file = new FileInfo(path);
        if (!file.Exists)
            return null;

        CheckLinks(file, relative);
        return path;
    }

    /// <summary>The absolute path of a file that must be there.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.MissingFile"/>; and as <see cref="Find"/>.</exception>
    public string Require(string relative) => Find(relative)
        ?? throw new EmbeddingException(EmbeddingError.MissingFile, $"{Folder}: has no file {relative}. Fetch the model again.");

    /// <summary>The settings files that there are, tokenizer and modules included: all of a model but its network's weights.</summary>
    /// <returns>Within the folder, with <c>/</c>, in order.</returns>
    public IReadOnlyList<string> Settings() => Resolving.ModelFileChoice.Settings(
        [.. Directory.EnumerateFiles(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)]);

    private string Locate(string relative)
    {
        ArgumentException.ThrowIfNullOrEmpty(relative);
        var path = relative.Contains('\0') ? null : Path.GetFullPath(Path.Combine(Folder, relative));
        return path is not null && IsWithin(path, Folder) ? path : throw Outside(relative);
    }

    /// <summary>Follows links of the file and of each folder between it and the model's.</summary>
    private void CheckLinks(FileSystemInfo entry, string relative)
    {
        while (entry.FullName.Length > Folder.Length)
        {
            if (entry.ResolveLinkTarget(returnFinalTarget: true) is { } target && !MayLinkTo(target.FullName))
                throw Outside(relative);
            entry = new DirectoryInfo(Path.GetDirectoryName(entry.FullName)!);
        }
    }

    private bool MayLinkTo(string target) =>
        IsWithin(target, Folder) || (LinkRoot is not null && (target == LinkRoot || IsWithin(target, LinkRoot)));

    private static bool IsWithin(string path, string root) =>
        path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        || (root.EndsWith(Path.DirectorySeparatorChar) && path.StartsWith(root, StringComparison.Ordinal) && path.Length > root.Length);

    private EmbeddingException Outside(string relative) => new(EmbeddingError.OutsideModel,
        $"{Folder}: the file '{relative}' lies outside the model's folder. A model consists of files of its own folder; choose another model.");
}
