namespace Patina.Memory.Paths;

/// <summary>
/// The ignore files of one name in a folder and below, with git's rules: the last matching line decides, a deeper file
/// over a higher one, and nothing inside an ignored folder can be taken back. Files are read when first needed. Not thread-safe.
/// </summary>
/// <param name="root">Absolute path of the folder.</param>
/// <param name="fileName"><c>.gitignore</c> or the like.</param>
internal sealed class IgnoreTree(string root, string fileName)
{
    /// <summary>An ignore file is read up to this size, in bytes; git's largest in use are far below.</summary>
    private const int MaxFileSize = 1 << 20;

    private readonly Dictionary<string, Folder> _folders = new(StringComparer.Ordinal);

    /// <param name="path">A file, relative to the root with <c>/</c>.</param>
    public bool IgnoresFile(string path) => Ignores(path, isFolder: false);

    /// <param name="path">A folder, relative to the root with <c>/</c>.</param>
    public bool IgnoresFolder(string path) => Ignores(path, isFolder: true);

    private bool Ignores(string path, bool isFolder)
    {
        var parent = FolderOf(path);
        if (parent.IsIgnored)
            return true;

        for (var folder = parent; folder is not null; folder = folder.Parent)
        {
            var relative = folder.Path.Length == 0 ? path.AsSpan() : path.AsSpan(folder.Path.Length + 1);
            for (var i = folder.Patterns.Count - 1; i >= 0; i--)
            {
                if (folder.Patterns[i].Matches(relative, isFolder))
                    return !folder.Patterns[i].IsNegated;
            }
        }

        return false;
    }

    private Folder FolderOf(string path)
    {
        var cut = path.LastIndexOf('/');
        var folderPath = cut < 0 ? "" : path[..cut];
        if (_folders.TryGetValue(folderPath, out var known))
            return known;

        var folder = folderPath.Length == 0
            ? new Folder(folderPath, Parent: null, IsIgnored: false, ReadPatterns(folderPath))
            : OpenFolder(folderPath);
        return _folders[folderPath] = folder;
    }

    private Folder OpenFolder(string path)
    {
        var ignored = IgnoresFolder(path);
        return new Folder(path, FolderOf(path), ignored, ignored ? [] : ReadPatterns(path));
    }

    private List<IgnorePattern> ReadPatterns(string folder)
    {
        var file = new FileInfo(Path.Combine(root, folder, fileName));
        if (!file.Exists || file.LinkTarget is not null || file.Length is 0 or > MaxFileSize)
            return [];

        var patterns = new List<IgnorePattern>();
        foreach (var line in File.ReadLines(file.FullName))
        {
            if (IgnorePattern.Parse(line) is { } pattern)
                patterns.Add(pattern);
        }

        return patterns;
    }

    private sealed record Folder(string Path, Folder? Parent, bool IsIgnored, IReadOnlyList<IgnorePattern> Patterns);
}
