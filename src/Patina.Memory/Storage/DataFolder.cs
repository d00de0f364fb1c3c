namespace Patina.Memory.Storage;

/// <summary>Makes <c>.patina/data</c>.</summary>
internal static class DataFolder
{
    /// <exception cref="MemoryException">The project does not exist, or cannot be written.</exception>
    public static void Create(ProjectLayout layout)
    {
        if (!Directory.Exists(layout.Root))
            throw new MemoryException(MemoryError.BadProject, $"{layout.Root}: no such folder.");
        Write(layout, () => Directory.CreateDirectory(layout.DataFolder));
    }

    /// <summary>Puts a <c>.gitignore</c> into the folder, so that nothing derived is ever committed by accident.</summary>
    public static void KeepOutOfGit(ProjectLayout layout)
    {
        var ignore = Path.Combine(layout.DataFolder, ".gitignore");
        if (!File.Exists(ignore))
            Write(layout, () => File.WriteAllText(ignore, "*\n"));
    }

    private static void Write(ProjectLayout layout, Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new MemoryException(
                MemoryError.StorageFailed,
                $"{layout.DataFolder}: cannot be written ({refused.Message}). Check the permissions of the project.",
                refused);
        }
    }
}
