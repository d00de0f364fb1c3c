using System.Text.Json;

namespace Patina.Oxidize.Artifacts;

/// <summary>Reads and writes the manifest of a set.</summary>
internal static class ManifestFile
{
    private const int MaxBytes = 1 << 20;

    public static void Write(Manifest manifest, string path) =>
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(new ManifestDocument(Manifest.CurrentFormat, manifest), ManifestJson.Default.ManifestDocument));

    /// <summary>Null when the file is of another format or damaged, so that it cannot be used.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Manifest? Read(string path)
    {
        var info = new FileInfo(path);
        if (info.Length > MaxBytes)
            return null;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.GetProperty("format").GetInt32() != Manifest.CurrentFormat)
                return null;
            var manifest = ManifestReader.Read(json.RootElement.GetProperty("set"));
            return manifest.Files.All(IsInside) ? manifest : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A manifest may not lead out of its folder.</summary>
    private static bool IsInside(ArtifactFile file) =>
        file.Path.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && part.IndexOfAny(['\\', ':', '\0']) < 0);
}
