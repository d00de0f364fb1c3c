using System.Text;

namespace Patina.Cli.Migration;

/// <summary>The folder of a project of the Rust tool; read only.</summary>
/// <param name="Root">Absolute.</param>
internal sealed record RustProject(string Root)
{
    private const int MaxSettingsBytes = 1 << 20;

    public string RecipePath => Path.Combine(Root, ".patina", "oxidize.yaml");

    public string SettingsPath => Path.Combine(Root, ".patina", "config.toml");

    public string RegistryPath => Path.Combine(Root, "resources", "models", "registry.toml");

    public string NotesFolder => Path.Combine(Root, "layer");

    /// <summary>Where versions of it kept what is derived.</summary>
    public IReadOnlyList<string> DataFolders => [Path.Combine(Root, ".patina", "local", "data"), Path.Combine(Root, ".patina", "data")];

    public bool Exists => File.Exists(RecipePath) || File.Exists(SettingsPath) || Directory.Exists(NotesFolder);

    public string NameOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The text of a file of settings.</summary>
    /// <exception cref="IOException">It cannot be read, or is larger than settings are.</exception>
    public static string ReadSettings(string path) => new FileInfo(path).Length <= MaxSettingsBytes
        ? File.ReadAllText(path, Encoding.UTF8)
        : throw new IOException($"{path} has more than {MaxSettingsBytes} bytes");
}
