using System.Security.Cryptography;
using System.Text;
using Patina.Embeddings.Settings;

namespace Patina.Embeddings.Pipeline;

/// <summary>The digest by which vectors of a network are told from those of any other.</summary>
internal static class TransformerFingerprint
{
    /// <summary>To be raised when the same files give other vectors than before.</summary>
    private const int Version = 1;

    /// <param name="contents">The files whose content decides, relative to the folder.</param>
    /// <param name="digests">SHA-256 of those that need not be read.</param>
    /// <param name="variant">What else decides: how weights are stored that were made here, and which layer is taken. Empty for a graph as its authors made it.</param>
    /// <param name="settings">Only their values count, so that a comment in a file changes nothing.</param>
    public static string Compute(
        ModelFiles files, IEnumerable<string> contents, IReadOnlyDictionary<string, string> digests, string variant, ModelSettings settings, Pooling pooling, int dimension)
    {
        var parts = new StringBuilder($"patina transformer {Version}\n");
        foreach (var name in contents)
            parts.Append(null, $"file {name} {digests.GetValueOrDefault(name) ?? Digest(files.Require(name))}\n");
        if (variant.Length > 0)
            parts.Append(null, $"variant {variant}\n");
        parts.Append(null, $"pooling {pooling}\ndimension {dimension}\n");
        foreach (var (name, value, _) in settings.Describe().Where(line => line.Name != "pooling"))
            parts.Append(null, $"{name} {value}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts.ToString())));
    }

    /// <summary>Lower-case hex SHA-256 of a file.</summary>
    private static string Digest(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
