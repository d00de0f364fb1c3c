using Patina.Memory.Paths;

namespace Patina.Memory.Scraping.Files;

/// <summary>The files of a folder that is no git repository, without what its <c>.gitignore</c> files name.</summary>
internal static class FolderWalk
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = true,
        RecurseSubdirectories = false,
    };

    /// <returns>Paths relative to the folder; another repository inside, or a link to a folder, is one path.</returns>
    public static HashSet<string> Read(string root, CancellationToken cancellation)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var ignores = new IgnoreTree(root, ".gitignore");
        var folders = new Stack<string>([""]);
        while (folders.TryPop(out var folder))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var entry in new DirectoryInfo(Path.Combine(root, folder)).EnumerateFileSystemInfos("*", Everything))
            {
                var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
                var descends = entry is DirectoryInfo && entry.LinkTarget is null;
                if (entry.Name == ".git" || (descends ? ignores.IgnoresFolder(path) : ignores.IgnoresFile(path)))
                    continue;
                if (descends && !Path.Exists(Path.Combine(entry.FullName, ".git")))
                    folders.Push(path);
                else
                    paths.Add(path);
            }
        }

        return paths;
    }
}
