using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Patina.Embeddings;
using Patina.Memory.Storage;

namespace Patina.Cli.Benchmarks;

/// <summary>
/// A model's vectors of the fixed texts by which ways of computing it are compared; kept among what this machine can make again, so that a row
/// that was measured before can be compared with one of today.
/// </summary>
/// <param name="Rows">Row-major [texts × dimension].</param>
internal sealed record ProbeVectors(int Dimension, float[] Rows)
{
    private const int LargestDimension = 1 << 16;

    private static readonly byte[] TextsDigest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', ComparisonTexts.All)));

    /// <summary>In one call, so that texts of all lengths share batches.</summary>
    public static ProbeVectors Of(IEmbeddingEngine engine, CancellationToken cancellation)
    {
        var rows = new float[ComparisonTexts.All.Count * engine.Dimension];
        engine.EmbedTexts(ComparisonTexts.All, TextRole.Passage, rows, progress: null, cancellation);
        return new ProbeVectors(engine.Dimension, rows);
    }

    /// <summary>Where the vectors of a row are kept.</summary>
    /// <param name="stamp">Of the row, as <see cref="ModelRow.Stamp"/> gives it.</param>
    public static string PathFor(string stamp) => Path.Combine(MachineSettings.FromEnvironment(Environment.GetEnvironmentVariable).ParityFolder, $"{stamp}.vectors");

    /// <summary>Null where there are none of these texts.</summary>
    public static ProbeVectors? Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > TextsDigest.Length + ((long)LargestDimension * sizeof(float) * ComparisonTexts.All.Count))
            return null;
        var bytes = File.ReadAllBytes(path);
        if (!bytes.AsSpan().StartsWith(TextsDigest) || (bytes.Length - TextsDigest.Length) % (sizeof(float) * ComparisonTexts.All.Count) != 0)
            return null;
        float[] rows = [.. MemoryMarshal.Cast<byte, float>(bytes.AsSpan(TextsDigest.Length))];
        return rows.Length == 0 ? null : new ProbeVectors(rows.Length / ComparisonTexts.All.Count, rows);
    }

    public void Write(string path)
    {
        AtomicFile.Write(path, stream =>
        {
            stream.Write(TextsDigest);
            stream.Write(MemoryMarshal.AsBytes(Rows.AsSpan()));
        });
    }

    /// <summary>The lowest cosine over all texts; null where the two have not as many numbers.</summary>
    public double? LowestCosine(ProbeVectors other) =>
        other.Dimension != Dimension ? null : Math.Round(VectorAgreement.Of(Rows, other.Rows, Dimension).LowestCosine, 6);
}
