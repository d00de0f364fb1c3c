using Patina.Memory;
using Patina.Oxidize.Artifacts;

namespace Patina.Oxidize;

/// <summary>Vectors of a model, or of a state of it, that does not answer now: switching back to it costs nothing, until they are removed.</summary>
/// <param name="Folder">Its name under <c>.patina/data/embeddings</c>.</param>
/// <param name="ModelName">The folder's name where its vectors were never completed.</param>
/// <param name="Precision">The word for that of the weights; null for a model that has one only.</param>
/// <param name="Bytes">On disk.</param>
/// <param name="Removed">Whether they are gone now.</param>
public sealed record OtherVectors(string Folder, string ModelName, string? Precision, long Bytes, bool Removed)
{
    /// <summary>All beside those that answer; none where nothing answers yet.</summary>
    public static IReadOnlyList<OtherVectors> List(ProjectLayout layout) =>
        AnsweringSet.Read(layout) is { } answering ? List(layout, Path.GetFileName(Path.GetDirectoryName(answering.Folder)!)) : [];

    /// <param name="kept">The folder that is not listed.</param>
    internal static IReadOnlyList<OtherVectors> List(ProjectLayout layout, string kept)
    {
        var root = new DirectoryInfo(layout.EmbeddingsFolder(""));
        return !root.Exists
            ? []
            : [.. root.EnumerateDirectories().Where(folder => folder.Name != kept).OrderBy(folder => folder.Name, StringComparer.Ordinal).Select(Of)];
    }

    /// <summary>Removes them. What another process holds open may stay, and is gone the next time.</summary>
    internal OtherVectors Remove(ProjectLayout layout)
    {
        var folder = layout.EmbeddingsFolder(Folder);
        try
        {
            // First what makes the rest a set: whatever ends this, no half of one is taken for whole.
            File.Delete(SetStore.PointerOf(folder));
            Directory.Delete(folder, recursive: true);
            return this with { Removed = true };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return this;
        }
    }

    private static OtherVectors Of(DirectoryInfo folder)
    {
        var manifest = new SetStore(folder.FullName).Current()?.Manifest;
        var files = folder.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint });
        return new OtherVectors(folder.Name, manifest?.ModelName ?? folder.Name, manifest?.Model?.WeightsPrecision, files.Sum(file => file.Length), Removed: false);
    }
}
