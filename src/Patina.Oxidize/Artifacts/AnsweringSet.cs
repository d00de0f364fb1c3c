using Patina.Memory;
using Patina.Memory.Storage;

namespace Patina.Oxidize.Artifacts;

/// <summary>
/// The file <c>embeddings/answering</c>: which model's vectors answer questions. It changes when those of another model are complete, so the
/// ones before answer until then.
/// </summary>
internal static class AnsweringSet
{
    private const int MaxLength = 256;

    /// <summary>The set that answers; null when none was ever completed, or it is gone.</summary>
    public static VectorSet? Read(ProjectLayout layout)
    {
        var path = PathOf(layout);
        return new FileInfo(path) is { Exists: true, Length: <= MaxLength } && File.ReadAllText(path).Trim() is { Length: > 0 } folder
            && folder.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') && folder is not ("." or "..")
            ? new SetStore(layout.EmbeddingsFolder(folder)).Current()
            : null;
    }

    /// <param name="folder">Of the model.</param>
    public static void Write(ProjectLayout layout, string folder)
    {
        var path = PathOf(layout);
        if (File.Exists(path) && File.ReadAllText(path) == folder)
            return;
        AtomicFile.Write(path, folder);
    }

    private static string PathOf(ProjectLayout layout) => layout.EmbeddingsFolder("answering");
}
