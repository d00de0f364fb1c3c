using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Patina.Hub;

/// <summary>The digests by which the hub and its cache name contents.</summary>
internal static class FileDigest
{
    private const int GitLength = 40;
    private const int Sha256Length = 64;

    /// <summary>Lower-case hex of SHA-256 or SHA-1.</summary>
    public static bool IsDigest(string text) => text.Length is GitLength or Sha256Length && !text.AsSpan().ContainsAnyExcept("0123456789abcdef");

    /// <summary>Reads a file once for its SHA-256, and compares it with a name if there is one.</summary>
    /// <param name="name">64 digits: SHA-256; 40: Git's SHA-1 of a blob, that of <c>blob {length}\0</c> and the contents. Null compares nothing.</param>
    /// <returns>The SHA-256, and whether the name fits.</returns>
    public static (string Sha256, bool Fits) Of(string path, string? name, CancellationToken cancellation)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var git = name?.Length == GitLength ? IncrementalHash.CreateHash(HashAlgorithmName.SHA1) : null;
        git?.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {stream.Length}\0")));

        var buffer = new byte[1 << 20];
        while (stream.Read(buffer) is > 0 and var read)
        {
            cancellation.ThrowIfCancellationRequested();
            sha256.AppendData(buffer, 0, read);
            git?.AppendData(buffer, 0, read);
        }

        var digest = Convert.ToHexStringLower(sha256.GetHashAndReset());
        return (digest, name is null || name == (git is null ? digest : Convert.ToHexStringLower(git.GetHashAndReset())));
    }
}
