using System.Security.Cryptography;
using System.Text;

namespace Patina.Embeddings.Static;

/// <summary>The digest by which vectors of a static model are told from those of any other.</summary>
internal static class StaticFingerprint
{
    /// <summary>To be raised when the same files give other vectors than before.</summary>
    private const int Version = 1;

    /// <param name="settings">As they are after options: only what decides vectors goes in, so that a comment in a file changes nothing.</param>
    /// <param name="weightsDigest">Null: read the file for it.</param>
    public static string Compute(StaticModelFiles files, StaticModelSettings settings, int dimension, string? weightsDigest)
    {
        var parts = $"""
            patina static {Version}
            weights {weightsDigest ?? Digest(files.Weights)}
            tokenizer {Digest(files.Tokenizer)}
            pooling {settings.Pooling}
            normalize {settings.Normalize}
            max_length {settings.MaxLength}
            adds_head {settings.AddsHead}
            dimension {dimension}
            """;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts.ReplaceLineEndings("\n"))));
    }

    /// <summary>Lower-case hex SHA-256 of a file.</summary>
    public static string Digest(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
