using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Patina.Oxidize.Artifacts;

/// <summary>A file of a set, as its manifest knows it.</summary>
/// <param name="Path">Relative to the set's folder, with <c>/</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Digest">See <see cref="DigestOf"/>.</param>
internal sealed record ArtifactFile(string Path, long Size, string Digest)
{
    private const int SampleSize = 4096;
    private const int Samples = 64;

    /// <param name="folder">The set's.</param>
    /// <param name="path">Relative, with <c>/</c>.</param>
    public static ArtifactFile Of(string folder, string path)
    {
        using var file = File.OpenRead(System.IO.Path.Combine(folder, path));
        return new ArtifactFile(path, file.Length, DigestOf(file));
    }

    /// <summary>Whether the file is there and the one the manifest means.</summary>
    public bool Matches(string folder)
    {
        try
        {
            using var file = File.OpenRead(System.IO.Path.Combine(folder, Path));
            return file.Length == Size && DigestOf(file) == Digest;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// SHA-256 over the length and 64 evenly spread samples of 4 KiB, the first and the last included; files up to 256 KiB
    /// are read whole. It tells apart any two indexes or weights in a millisecond, as every process start needs it;
    /// it is no guard against somebody who changes a few bytes on purpose.
    /// </summary>
    private static string DigestOf(FileStream file)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> sample = stackalloc byte[SampleSize];
        BinaryPrimitives.WriteInt64LittleEndian(sample, file.Length);
        digest.AppendData(sample[..sizeof(long)]);

        var last = Math.Max(0, file.Length - SampleSize);
        var count = (int)Math.Min(Samples, (file.Length + SampleSize - 1) / SampleSize);
        for (var i = 0; i < count; i++)
        {
            var offset = count == 1 ? 0 : last * i / (count - 1);
            var length = RandomAccess.Read(file.SafeFileHandle, sample, offset);
            digest.AppendData(sample[..length]);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
