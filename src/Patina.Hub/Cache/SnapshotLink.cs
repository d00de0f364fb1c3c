namespace Patina.Hub.Cache;

/// <summary>Gives a blob its name in a snapshot.</summary>
internal static class SnapshotLink
{
    /// <param name="useLinks">False where the file itself is to lie in the snapshot.</param>
    public static void Create(RepositoryFolder folder, string commit, string path, string digest, bool useLinks)
    {
        var name = folder.File(commit, path);
        if (!useLinks && !File.Exists(folder.Blob(digest)))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        var blob = folder.Blob(digest);
        if (useLinks && TryLink(name, Path.GetRelativePath(Path.GetDirectoryName(name)!, blob)))
            return;

        var temporary = $"{name}.{Environment.ProcessId}.tmp";
        File.Copy(blob, temporary, overwrite: true);
        File.Move(temporary, name, overwrite: true);
        File.Delete(blob);
    }

    private static bool TryLink(string name, string target)
    {
        var entry = new FileInfo(name);
        if (entry.LinkTarget == target)
            return true;

        var temporary = $"{name}.{Environment.ProcessId}.tmp";
        try
        {
            File.Delete(temporary);
            File.CreateSymbolicLink(temporary, target);
            File.Move(temporary, name, overwrite: true);
            return true;
        }
        catch (Exception error) when (OperatingSystem.IsWindows() && error is (IOException or UnauthorizedAccessException))
        {
            // Windows lets ordinary users make links in developer mode only.
            return false;
        }
    }
}
