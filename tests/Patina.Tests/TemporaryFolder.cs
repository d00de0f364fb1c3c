namespace Patina.Tests;

/// <summary>An empty folder for one test, removed with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("patina-test-").FullName;

    /// <summary>Writes a file, making the folders above it.</summary>
    /// <param name="name">Relative, with <c>/</c>.</param>
    /// <returns>Its absolute path.</returns>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            // Git's objects are read-only, and Windows does not delete such files.
            foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
                File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(Path, recursive: true);
    }
}
