using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Patina.Embeddings.Parity;

/// <summary>
/// A digest of all that decides how far two runtimes agree on a model: the texts, the libraries and their settings, the model's files. Reads no
/// weights: a file without a known digest counts with its size and time.
/// </summary>
internal static class ParityKey
{
    /// <summary>Folders of a model are not deeper.</summary>
    private const int Depth = 2;

    /// <exception cref="EmbeddingException">The machine lacks what the options ask for.</exception>
    public static string Of(ResolvedModel questions, ResolvedModel batches)
    {
        var parts = new StringBuilder("patina parity 1\n");
        parts.AppendJoin('\0', ComparisonTexts.All).Append('\n');
        Append(parts, questions);
        Append(parts, batches);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts.ToString())));
    }

    private static void Append(StringBuilder parts, ResolvedModel model)
    {
        var options = model.Options with { Digests = new Dictionary<string, string>(), Export = null };
        parts.Append(CultureInfo.InvariantCulture, $"runtime {model.Runtime.Name} {options}\n");
        foreach (var (name, value, _) in model.Runtime.Describe(model.Options))
            parts.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
        foreach (var path in FilesOf(model.Files.Folder))
        {
            var name = Path.GetRelativePath(model.Files.Folder, path).Replace('\\', '/');
            parts.Append(CultureInfo.InvariantCulture, $"file {name} {model.Options.Digests.GetValueOrDefault(name) ?? StampOf(path)}\n");
        }
    }

    private static IEnumerable<string> FilesOf(string folder) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = Depth, AttributesToSkip = 0 })
        .Order(StringComparer.Ordinal);

    private static string StampOf(string path)
    {
        var file = new FileInfo(path);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}") : "missing";
    }
}
