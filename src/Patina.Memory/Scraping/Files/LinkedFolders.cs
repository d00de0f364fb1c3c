namespace Patina.Memory.Scraping.Files;

/// <summary>Which folders of a project are symbolic links, so that no path is followed out of it. Not thread-safe.</summary>
/// <param name="root">Absolute path of the project.</param>
internal sealed class LinkedFolders(string root)
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a folder on the way to this path is a link: git may track <c>a/b</c> where <c>a</c> is one now.</summary>
    public bool Covers(string path)
    {
        var cut = path.TrimEnd('/').LastIndexOf('/');
        if (cut < 0)
            return false;
        var folder = path[..cut];
        if (!_known.TryGetValue(folder, out var linked))
            _known[folder] = linked = Covers(folder) || new DirectoryInfo(Path.Combine(root, folder)).LinkTarget is not null;
        return linked;
    }

    /// <summary>Whether a link ends outside the project, or nowhere.</summary>
    public bool Leaves(FileInfo link)
    {
        try
        {
            var end = link.ResolveLinkTarget(returnFinalTarget: true);
            return end is null || !(end.FullName + Path.DirectorySeparatorChar).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true; // a circle
        }
    }
}
